import type { Fact } from '@baton/contracts/facts.ts'
import type { Outcome } from '@baton/contracts/rules.ts'

const nothing: Outcome = { does: 'nothing', reason: null, team: null, priority: 0, score: null, mode: null, said: [] }

/** What came of a line, told by the facts from it to the next one. */
export function outcomeOf(facts: readonly Fact[]): Outcome {
  return facts.reduce(and, nothing)
}

function and(so: Outcome, fact: Fact): Outcome {
  switch (fact.type) {
    case 'botSaid':
      return { ...so, does: 'answer', score: fact.confidence, mode: fact.mode, said: [...so.said, fact.text] }
    case 'botHeldBack':
      return { ...so, score: fact.confidence, mode: fact.mode }
    case 'botAsked': {
      const { confidence, mode, choices, text } = fact
      const said = [text, ...choices.map(({ label }) => label)]
      return { ...so, does: choices.length > 0 ? 'askBack' : 'clarify', score: confidence, mode, said: [...so.said, ...said] }
    }
    case 'answerCut':
      return { ...so, does: 'answer', said: [...so.said, fact.text] }
    case 'offered': {
      const { reason, team, priority, text } = fact
      return { ...so, does: 'offer', reason, team, priority, said: [...so.said, text] }
    }
    case 'escalated': {
      const { reason, team, priority = 0 } = fact
      return { ...so, does: 'escalate', reason, team, priority }
    }
    case 'serverSaid':
      return { ...so, ...(fact.kind === 'dontKnow' && { does: 'dontKnow' as const }), said: [...so.said, fact.text] }
    default:
      return so
  }
}
