import type { AgentAct, VisitorAct } from '@baton/contracts/acts.ts'
import type { Page } from '@baton/contracts/text.ts'
import type { Speaker } from '@baton/core/agents.ts'
import type { Input } from '@baton/core/decide.ts'

/** What a visitor did, as the input of a turn. Nothing that a visitor says of themselves counts as verified; a proof was read before. */
export function visitorInput(act: Exclude<VisitorAct, { type: 'rate' }>): Input {
  switch (act.type) {
    case 'say':
      return { type: 'visitorSays', text: act.text, page: bare(act.page), language: act.language }
    case 'ask':
      return { type: 'visitorAsks', page: bare(act.page), language: act.language }
    case 'give':
      return { type: 'visitorGives', name: act.name, email: act.email, verified: false }
    case 'stopWaiting':
      return { type: 'visitorStopsWaiting', instead: act.instead }
    case 'answerOffer':
      return { type: 'visitorAnswersOffer', offer: act.offer, accept: act.accept }
    case 'choose':
      return { type: 'visitorChooses', asked: act.asked, choice: act.choice }
    case 'judge':
      return { type: 'visitorJudges', solved: act.solved }
    default:
      return act satisfies never
  }
}

/** What an agent did, in their name. */
export function agentInput(act: Exclude<AgentAct, { type: 'review' }>, by: Speaker): Input {
  switch (act.type) {
    case 'accept':
      return { type: 'agentAccepts', by }
    case 'decline':
      return { type: 'agentDeclines', by }
    case 'takeOver':
      return { type: 'agentTakesOver', by }
    case 'say':
      return { type: 'agentSays', by, text: act.text }
    case 'note':
      return { type: 'agentNotes', by, text: act.text }
    case 'handBack':
      return { type: 'agentHandsBack', by, note: act.note }
    case 'close':
      return { type: 'agentCloses', by, outcome: act.outcome, why: act.why }
    case 'reopen':
      return { type: 'agentReopens', by, back: act.back }
    case 'see':
      return { type: 'agentSees', by }
    default:
      return act satisfies never
  }
}

/** Query and fragment may carry what is not ours to know: a token, a name. */
function bare(page: Page | null): Page | null {
  if (!page || !URL.canParse(page.url)) return null
  const { origin, pathname, protocol } = new URL(page.url)
  return /^https?:$/.test(protocol) ? { url: `${origin}${pathname}`, title: page.title } : null
}
