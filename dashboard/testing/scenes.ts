import { createHash } from 'node:crypto'
import type { Agent, Bot, Me } from '@baton/contracts/api.ts'
import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Row } from '@baton/contracts/down.ts'
import type { Fact, Numbered } from '@baton/contracts/facts.ts'
import { apply, opened } from '@baton/core/apply.ts'

/** The cast of the screens: an outdoor shop, its agents, and conversations in every state. Times are relative to the start. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const team = idOf('team Support')
export const bot: Bot = { id: idOf('bot'), name: 'Tarn', brand: '#2f6f4f', sites: ['www.fernweh.example'], policyVersion: 3 }
const person = (name: string, email: string, role: Agent['role'], online: boolean, capacity = 5): Agent => ({
  id: idOf(name),
  name,
  email,
  role,
  capacity,
  online,
  invited: false,
})
export const ada = person('Ada Okafor', 'ada@fernweh.example', 'owner', true)
export const bo = person('Bo Lindqvist', 'bo@fernweh.example', 'agent', true)
export const agents: Agent[] = [
  ada,
  bo,
  person('Mira Castellanos-Oberholzer-Wyss', 'mira.castellanos@fernweh.example', 'admin', false, 3),
  { ...person('Femi Adeyemi', 'femi@fernweh.example', 'agent', false), invited: true },
]
export const me: Me = {
  agent: ada,
  company: 'Fernweh shop',
  bots: [bot],
  teams: [{ id: team, name: 'Support' }],
  agents,
  secure: false,
  publicUrl: 'https://chat.fernweh.example',
}

export type Scene = { id: string; visitor: string; facts: Numbered[]; state: Conversation }

const minute = 60_000
const day = 24 * 60 * minute

/** Builds one conversation from facts and how long ago they happened. */
export function scene(name: string, now: number, steps: readonly (readonly [ago: number, fact: Fact])[]): Scene {
  const visitor = idOf(`visitor ${name}`)
  const facts = steps.map(([ago, fact], i) => ({ n: i + 1, at: now - ago, cause: `cause:${name.replace(/\W/g, '')}:${i}`, fact }))
  const state = facts.reduce<Conversation>(apply, opened(bot.id, visitor))
  return { id: idOf(`conversation ${name}`), visitor, facts, state }
}

export const rowOf = ({ id, state }: Scene): Row => ({ ...state, id })

export const said = (text: string): Fact => ({ type: 'visitorSaid', text, page: null })
export const began = (episode: number, title = 'Repairs and warranty'): Fact => ({
  type: 'episodeBegan',
  episode,
  page: { url: 'https://www.fernweh.example/repairs', title },
})
export const named = (name: string, email: string | null, verified = false): Fact => ({ type: 'contactGiven', name, email, verified })
const source = (title: string, score: number) => ({ chunk: idOf(title), title, url: 'https://www.fernweh.example/help', score })
const answer = (text: string, confidence: number, answers: number, sources: ReturnType<typeof source>[]) => ({
  text,
  confidence,
  threshold: 0.7,
  mode: 'quote' as const,
  sources: confidence >= 0.7 ? sources : [],
  tried: sources,
  answers,
  policyVersion: 3,
})
export const accepted = (who: Agent, how: 'accepted' | 'tookOver' | 'wrote' = 'accepted'): Fact => ({
  type: 'accepted',
  agent: who.id,
  name: who.name,
  how,
  team,
})
export const agentSaid = (who: Agent, text: string): Fact => ({ type: 'agentSaid', agent: who.id, name: who.name, text })
const rung = (until: number, step = 0): Fact => ({ type: 'rung', agents: [ada.id, bo.id], until, step })
const connecting: Fact = {
  type: 'serverSaid',
  kind: 'connecting',
  text: 'I’m connecting you with a team member now. They can see everything we’ve discussed.',
}
const asked = (line: number, marks: [number, number][]): Fact => ({
  type: 'escalated',
  reason: 'asked',
  evidence: { kind: 'words', line, marks },
  team,
  policyVersion: 3,
})

/** A fresh handover, as it arrives while somebody looks at the inbox. */
export function arrival(now: number): Scene {
  return scene('Priya', now, [
    [9_000, began(1, 'Sleeping bags')],
    [9_000, named('Priya Natarajan', 'priya@post.example')],
    [8_000, said('Can I talk to a human?')],
    [8_000, asked(3, [[6, 22]])],
    [8_000, connecting],
    [8_000, rung(now + 30_000)],
  ])
}

type Steps = (readonly [ago: number, fact: Fact])[]

function veraBefore(): Steps {
  return [
    [21 * day, began(1)],
    [21 * day, named('Vera Lindholm', 'vera.lindholm@posteo.example', true)],
    [21 * day, said('Has my tent shipped?')],
    [21 * day, { type: 'escalated', reason: 'asked', evidence: { kind: 'menu' }, team, policyVersion: 2 }],
    [21 * day - minute, accepted(bo)],
    [21 * day - 2 * minute, agentSaid(bo, 'Your Tarn 2 left the warehouse this morning, Vera. The footprint comes in the same parcel.')],
    [21 * day - 3 * minute, { type: 'closed', agent: bo.id, name: bo.name, outcome: 'solved' }],
  ]
}

export function vera(now: number): Scene {
  const s = 1_000
  return scene('Vera', now, [
    ...veraBefore(),
    [260 * s, began(2)],
    [260 * s, said('Hi, I got tree sap on the fly-sheet of my Tarn 2. How do I get it off?')],
    [
      256 * s,
      {
        type: 'botSaid',
        ...answer(
          'Let the sap harden, lift it off with a plastic card, then dab what is left with isopropyl alcohol and rinse with cold water. Keep it out of the washing machine: it strips the silicone.',
          0.93,
          9,
          [source('Care of silnylon', 0.93), source('Tarn 2 manual', 0.81)],
        ),
      },
    ],
    [220 * s, { type: 'answerRated', answer: 10, helpful: true }],
    [150 * s, said('Good. But the seam tape is peeling too. Can it be re-glued under warranty, or do I have to post the whole tent?')],
    [
      148 * s,
      {
        type: 'botHeldBack',
        ...answer('Seam tape is covered for two years. Please send us the complete tent, clean and dry, with the invoice.', 0.54, 12, [
          source('Warranty terms', 0.54),
          source('Repairing tents and tarps at home', 0.41),
          source('Returns', 0.22),
        ]),
      },
    ],
    [
      148 * s,
      {
        type: 'escalated',
        reason: 'unsure',
        evidence: { kind: 'score', line: 12, score: 0.54, threshold: 0.7, tried: [source('Warranty terms', 0.54)] },
        team,
        policyVersion: 3,
      },
    ],
    [148 * s, connecting],
    [148 * s, rung(now - 118 * s)],
    [136 * s, { type: 'handoverSeen', agent: ada.id, name: ada.name }],
    [100 * s, accepted(ada)],
    [
      96 * s,
      {
        type: 'agentNoted',
        agent: bo.id,
        name: bo.name,
        text: 'Same batch as Jonas’s last week. Mira agreed: the workshop re-glues these for free, tape only, no need to post the poles. Ask for a photo first.',
      },
    ],
  ])
}

const refund = 'I want a refund. The zip tore on day two. Let me speak to a person please.'

/** Everything that stands in the list besides Vera. */
export function others(now: number): Scene[] {
  const jonas = 'Jonas Achterberg-Lindqvist von Hohenfels'
  return [
    scene('Jonas', now, [
      [410_000, began(1, 'Backpacks')],
      [410_000, named(jonas, 'jonas@post.example')],
      [405_000, said('Do you still have the Tarn 45 in moss? I need it by Friday')],
      [401_000, { type: 'escalated', reason: 'botFailed', evidence: { kind: 'error', line: 3, error: 'slow' }, team, policyVersion: 3 }],
      [401_000, connecting],
      [401_000, rung(now - 370_000)],
      [371_000, { type: 'ringLapsed', agents: [ada.id, bo.id] }],
      [371_000, rung(now - 340_000, 1)],
    ]),
    scene('refund', now, [
      [120_000, began(1, 'Jackets')],
      [112_000, said(refund)],
      [112_000, asked(2, [[refund.indexOf('speak'), refund.indexOf(' please')]])],
      [112_000, connecting],
      [112_000, rung(now - 82_000)],
    ]),
    ...calm(now),
  ]
}

function calm(now: number): Scene[] {
  const botLine = (text: string): Fact => ({ type: 'botSaid', ...answer(text, 0.88, 2, [source('Care of down', 0.88)]) })
  return [
    scene('Tomasz', now, [
      [30 * minute, began(1, 'Backpacks')],
      [30 * minute, named('Tomasz Wieczorek', 'tomasz@poczta.example')],
      [26 * minute, said('Which size for 184 cm?')],
      [25 * minute, accepted(ada, 'wrote')],
      [25 * minute, agentSaid(ada, 'The 52 litre, long back.')],
      [12 * minute, said('Thanks, the 52 litre fits perfectly.')],
      [12 * minute - 5_000, agentSaid(ada, 'Glad to hear it. Enjoy the trip.')],
    ]),
    scene('Marek', now, [
      [200 * minute, began(1, 'Poles')],
      [200 * minute, named('Marek Dvořák', 'marek@posta.example')],
      [198 * minute, said('Do you repair carbon poles?')],
      [197 * minute, { type: 'escalated', reason: 'asked', evidence: { kind: 'menu' }, team, policyVersion: 3 }],
      [197 * minute, { type: 'promised', due: now + 22 * 60 * minute, team }],
      [
        197 * minute,
        { type: 'serverSaid', kind: 'promise', text: 'Nobody from our team is free right now. A person will answer you within a day.' },
      ],
    ]),
    scene('Oslo', now, [
      [40_000, began(1, 'Down jackets')],
      [40_000, said('How do I wash my down jacket?')],
      [38_000, botLine('Wash down at 30 °C with a down soap, then tumble dry on low with two tennis balls.')],
    ]),
    scene('Lucía', now, [
      [3 * minute, began(1, 'My order')],
      [3 * minute, named('Lucía Ferreira', null)],
      [2 * minute, said('Where is my parcel? FO-47790')],
    ]),
    scene('Hanne', now, [
      [20 * minute, began(1, 'Poles')],
      [20 * minute, named('Hanne Brekke', 'hanne@post.example')],
      [18 * minute, said('Can you reserve the Z-poles for me?')],
      [6 * minute, accepted(bo, 'tookOver')],
      [4 * minute, agentSaid(bo, 'I’ve put the poles aside for you.')],
    ]),
    scene('Samir', now, [
      [50 * minute, began(1, 'Stoves')],
      [50 * minute, named('Samir Haddad', null)],
      [48 * minute, said('Is the stove allowed on a plane?')],
      [46 * minute, accepted(bo)],
      [45 * minute, agentSaid(bo, 'Empty and clean, yes. Not the gas.')],
      [26 * minute, said('ok great, that helped')],
      [26 * minute, { type: 'closed', agent: bo.id, name: bo.name, outcome: 'solved' }],
    ]),
  ]
}

/** One in which everything was noticed: an offer declined, a question back, a review, and the same question again. */
export function noticed(now: number): Scene {
  const s = 1_000
  const grounds = { found: 0.81, supported: 0.92, said: 0.9, raw: 0.86, caps: [] }
  const signals = { encoder: null, vector: null, language: 'en', smallTalk: null, asks: 0.12, topics: [], found: [], sure: 0.58 }
  const again = 'And where is it now?? This is useless'
  const choices = ['How do I track my parcel?', 'What if my parcel is late?'].map((label) => ({ chunk: idOf(label), label }))
  return scene('Ines', now, [
    [300 * s, began(1, 'My order')],
    [300 * s, named('Ines Duarte', null)],
    [290 * s, said('Where is my parcel? My order is FO-48213.')],
    [288 * s, { type: 'botSaid', ...answer('It takes two to four working days.', 0.82, 3, [source('Delivery', 0.82)]), grounds }],
    [250 * s, { type: 'answerReviewed', agent: bo.id, name: bo.name, answer: 4, verdict: 'wrong', text: null }],
    [240 * s, said('tracking?')],
    [
      238 * s,
      {
        type: 'botAsked',
        ...answer('Did you mean one of these?', 0.5, 6, [source('Tracking', 0.5)]),
        choices,
        held: 'Use the link in your mail.',
      },
    ],
    [220 * s, { type: 'visitorChose', asked: 7, choice: 0, text: choices[0]?.label ?? '' }],
    [218 * s, { type: 'botSaid', ...answer('Use the link in your mail.', 0.95, 8, [source('Tracking', 0.95)]), grounds }],
    [60 * s, said(again)],
    [
      59 * s,
      {
        type: 'lineRead',
        line: 10,
        signals: { ...signals, lines: [10], mood: 0.62, moodMarks: [[21, 37]], repeat: { line: 3, score: 0.83, times: 2 } },
        topic: null,
        team: null,
      },
    ],
    [
      58 * s,
      {
        type: 'escalated',
        reason: 'repeated',
        evidence: { kind: 'repeat', line: 10, earlier: 3, score: 0.83, times: 2 },
        also: [{ reason: 'frustration', evidence: { kind: 'mood', line: 10, marks: [[21, 37]], score: 0.62, threshold: 0.5 } }],
        team,
        policyVersion: 3,
      },
    ],
    [58 * s, connecting],
    [40 * s, accepted(ada)],
  ])
}

/** `count` more conversations with the bot, for the long list. */
export function crowd(now: number, count: number): Scene[] {
  return Array.from({ length: count }, (_, i) =>
    scene(`crowd ${i}`, now, [
      [(i + 10) * minute, began(1, 'Tents')],
      [(i + 10) * minute, said(`Question number ${i + 1} about tents`)],
    ]),
  )
}
