import type { Waiting } from '@baton/contracts/down.ts'
import type { VisitorFact } from '@baton/contracts/facts.ts'

const day = 86_400
const ada = { agent: 'agent-ada', name: 'Ada Okafor' }
const you = (text: string): VisitorFact => ({ type: 'visitorSaid', text, page: null })
const adaSaid = (text: string): VisitorFact => ({ type: 'agentSaid', ...ada, text })
const begun: VisitorFact = { type: 'episodeBegan', episode: 1, page: null }
const escalated: VisitorFact = { type: 'escalated', team: 'support' }
const server = (kind: 'connecting' | 'promise' | 'handedBack' | 'offerDeclined' | 'stillThere', text: string): VisitorFact => ({
  type: 'serverSaid',
  kind,
  text,
})
const connecting = server('connecting', 'I’m connecting you with a team member now. They can see everything we’ve discussed.')
const answer = (text: string, sources: { title: string; url: string | null }[]): VisitorFact => ({
  type: 'botSaid',
  text,
  sources,
  answers: 2,
  mode: 'quote',
})
const sap =
  'Let the sap harden, lift it off with a plastic card, then dab the rest with isopropyl alcohol. Keep it out of the washing machine.'
const washing = `**Washing**

1. Empty the pockets.
2. Use \`Tech Wash\`, never softener.
   - cold water
   - no spin

> Dry it in the shade.

Prices: [repair list](https://fernweh.example/prices) or https://fernweh.example/a/very/long/address/that/goes/on/and/on.html.`

const offered: VisitorFact = {
  type: 'offered',
  text: 'I’m not sure about that one. Would you like me to connect you with a member of our team?',
}
const asked: VisitorFact = {
  type: 'botAsked',
  text: 'Did you mean one of these?',
  choices: ['Can the seam tape be re-glued at home?', 'Is peeling seam tape covered by the warranty?', 'How long does a repair take?'],
  answers: 2,
}

/** `writing`: an answer that is under way. */
type Scene = {
  away?: true
  opensAt?: number
  waiting?: Waiting
  bio?: true
  writing?: string
  facts: [secondsAgo: number, ...facts: VisitorFact[]][]
}

/** Every state that the panel has, as what happened before. */
export const scenes: Record<string, Scene> = {
  hello: { facts: [] },
  answer: {
    facts: [
      [120, begun, you('I got tree sap on the fly-sheet of my Tarn 2. How do I get it off?')],
      [100, answer(sap, [{ title: 'Care of silnylon', url: 'https://fernweh.example/care' }])],
      [20, you('The seam tape is peeling too. Can it be re‑glued?')],
    ],
  },
  rich: {
    facts: [
      [120, begun, you('How do I wash it, and what does a repair cost?')],
      [100, answer(washing, [{ title: 'Repair prices 2026, for everything sold after 2019', url: null }])],
    ],
  },
  waiting: {
    facts: [
      [75, begun, you('Can I talk to a human? It’s about a repair.')],
      [72, escalated, connecting],
    ],
  },
  inLine: {
    waiting: { t: 'waiting', place: 2, of: 5, range: { from: 60_000, to: 240_000 }, reason: 'urgent' },
    facts: [
      [75, begun, you('Can I talk to a human? It’s about a repair.')],
      [72, escalated, connecting],
    ],
  },
  shut: { away: true, opensAt: Date.now() + 2.4 * day * 1_000, facts: [] },
  joined: {
    facts: [
      [200, begun, { type: 'visitorAsked' }, escalated, connecting],
      [180, { type: 'accepted', ...ada, how: 'accepted', team: 'support' }],
      [170, adaSaid('Hi Vera, I’m Ada. Peeling tape on a Tarn 2 from this year is on us. Could you send a photo of the seam?')],
      [100, you('Oh, great. One second, it’s hanging in the garden')],
      [30, adaSaid('No hurry. You only need to post the fly, not the poles.'), adaSaid('I’ll send you a label.')],
    ],
  },
  promise: {
    away: true,
    facts: [
      [2 * day, begun, you('Can somebody look at my repair? It’s FO‑48213')],
      [2 * day - 1, escalated, server('promise', 'Nobody from our team is here right now. Leave your e-mail and a person will answer.')],
      [2 * day - 1, { type: 'promised', due: Date.now() + 3 * day * 1_000, team: 'support' }],
    ],
  },
  closed: {
    facts: [
      [2 * day, begun, you('Hello'), { type: 'accepted', ...ada, how: 'wrote', team: 'support' }, adaSaid('All done then.')],
      [
        2 * day,
        { type: 'handedBack', ...ada },
        server('handedBack', 'I’m the assistant again. Ask me anything.'),
        { type: 'closed', ...ada },
      ],
      [60, { ...begun, episode: 2 }, you('One more thing')],
    ],
  },
  offer: {
    facts: [
      [90, begun, you('I got tree sap on the fly-sheet of my Tarn 2. How do I get it off?')],
      [80, { ...answer(sap, [{ title: 'Care of silnylon', url: 'https://fernweh.example/care' }]), sure: 0.93 } as VisitorFact],
      [20, you('The seam tape is peeling too. Can it be re‑glued?'), offered],
    ],
  },
  declined: {
    facts: [
      [90, begun, you('The seam tape is peeling too. Can it be re‑glued?'), offered],
      [20, { type: 'offerAnswered', offer: 3, accepted: false, how: 'button' }],
      [19, server('offerDeclined', 'All right. I’m here if there is anything else, and a person is still one tap away.')],
    ],
  },
  choices: { facts: [[20, begun, you('Seam tape?'), asked]] },
  chosen: {
    facts: [
      [20, begun, you('Seam tape?'), asked],
      [10, { type: 'visitorChose', asked: 3, choice: 1, text: 'Is peeling seam tape covered by the warranty?' }],
    ],
  },
  writing: { bio: true, writing: sap.slice(0, 90), facts: [[20, begun, you('How do I get tree sap off my Tarn 2?')]] },
  cut: {
    facts: [
      [60, begun, you('How do I get tree sap off my Tarn 2?')],
      [50, { type: 'accepted', ...ada, how: 'wrote', team: 'support' }, adaSaid('I’ve got this one, Vera.')],
      [49, { type: 'answerCut', answers: 2, draft: 'd', text: sap.slice(0, 90) }],
    ],
  },
  solved: {
    facts: [
      [200, begun, you('Hello'), { type: 'accepted', ...ada, how: 'wrote', team: 'support' }, adaSaid('All done then.')],
      [60, { type: 'closed', ...ada }],
    ],
  },
  unsolved: {
    facts: [
      [200, begun, you('How do I wash it?'), answer(sap, [])],
      [60, server('stillThere', 'Is there anything else I can help you with?'), { type: 'wentQuiet' }],
      [10, { type: 'visitorJudged', solved: false }],
    ],
  },
}
