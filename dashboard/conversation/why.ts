import type { EscalationReason, Evidence } from '@baton/contracts/facts.ts'
import { percent } from '../ui/Scale.tsx'
import { counting, timeOfDay } from '../ui/time.ts'
import { capital, firstName } from './people.ts'
import { w } from './why-text.ts'

/** What goes after "because": few words, no full stop. */
export function clauseOf(evidence: Evidence, who: string, reason: EscalationReason = 'asked'): string {
  switch (evidence.kind) {
    case 'menu':
      return w('askedShort', who)
    case 'words':
      return reason === 'unresolved' ? w('unresolvedShort', who) : w('askedShort', who)
    case 'score':
      return w('unsureShort')
    case 'error':
      return w('failedShort', evidence.error)
    case 'left':
      return w('leftShort', firstName(evidence.name))
    case 'term':
      return w('termShort', who, evidence.term)
    case 'meaning':
      return evidence.topic === '' ? w('askedShort', who) : w('topicShort', evidence.name)
    case 'repeat':
      return w('repeatShort', who, evidence.times)
    case 'mood':
      return w('moodShort', who)
    case 'count':
      return evidence.same === null ? w('countShort', evidence.answers) : w('sameShort')
    case 'rating':
      return w('ratingShort', who)
    case 'rule':
      return w('ruleShort', evidence.name)
    case 'noneOfThese':
      return w('noneShort', who)
    case 'handedOn':
      return w('handedOnShort', firstName(evidence.name))
    case 'silent':
      return w('silentShort', firstName(evidence.name))
    case 'back':
      return w('backShort', who, firstName(evidence.name))
    default:
      return evidence satisfies never
  }
}

/** The same as a sentence, the words that matter between `**`. `at`: when it was decided. */
export function sentenceOf(evidence: Evidence, who: string, reason: EscalationReason, at: number): string {
  const Who = capital(who)
  switch (evidence.kind) {
    case 'menu':
      return w('askedMenuLong', Who)
    case 'words':
      return reason === 'unresolved' ? w('unresolvedLong', Who) : w('askedWordsLong', Who)
    case 'score':
      return w('unsureLong', percent(evidence.score), percent(evidence.threshold))
    case 'error':
      return w('failedLong', evidence.error)
    case 'left':
      return w('leftLong', evidence.name)
    case 'term':
      return w('termLong', evidence.term, evidence.why)
    case 'meaning':
      return evidence.topic === '' ? w('askedMeaningLong', Who) : w('topicLong', evidence.name)
    case 'repeat':
      return w('repeatLong', Who, evidence.times)
    case 'mood':
      return w('moodLong', Who)
    case 'count':
      return evidence.same === null ? w('countLong', evidence.answers, evidence.limit) : w('sameLong')
    case 'rating':
      return w('ratingLong', Who)
    case 'rule':
      return w('ruleLong', evidence.name)
    case 'noneOfThese':
      return w('noneLong', who)
    case 'handedOn':
      return w('handedOnLong', evidence.name)
    case 'silent':
      return w('silentLong', evidence.name, timeOfDay(evidence.since))
    case 'back':
      return w('backLong', Who, evidence.name, counting(at - evidence.closedAt))
    default:
      return evidence satisfies never
  }
}
