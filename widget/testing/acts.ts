import type { VisitorActInput } from '@baton/contracts/acts.ts'
import type { Numbered, VisitorFact } from '@baton/contracts/facts.ts'

/** The fact that a visitor's act becomes, as a widget hears it. */
export function factOf(act: VisitorActInput, facts: readonly Numbered<VisitorFact | null>[]): VisitorFact {
  switch (act.type) {
    case 'say':
      return { type: 'visitorSaid', text: act.text, page: act.page ?? null }
    case 'ask':
      return { type: 'visitorAsked' }
    case 'give':
      return { type: 'contactGiven', name: act.name ?? null, email: act.email ?? null, verified: false }
    case 'rate':
      return { type: 'answerRated', answer: act.answer, helpful: act.helpful }
    case 'stopWaiting':
      return { type: 'visitorStoppedWaiting', instead: act.instead }
    case 'answerOffer':
      return { type: 'offerAnswered', offer: act.offer, accepted: act.accept, how: 'button' }
    case 'choose': {
      const asked = facts[act.asked - 1]?.fact
      const label = asked?.type === 'botAsked' && act.choice !== null ? asked.choices[act.choice] : null
      return { type: 'visitorChose', asked: act.asked, choice: act.choice, text: label ?? 'None of these' }
    }
    case 'judge':
      return { type: 'visitorJudged', solved: act.solved }
  }
}
