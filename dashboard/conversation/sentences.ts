import type { Conversation } from '@baton/contracts/conversation.ts'
import type { FactOf, Numbered } from '@baton/contracts/facts.ts'
import { dayName, dueAt } from '../ui/time.ts'
import { joined } from '../ui/words.ts'
import { capital, firstName, visitorCalled } from './people.ts'
import { outcomeWord, t } from './text.ts'

/** What ids are called, and what we know of the visitor. `now` in ms since 1970. */
export type Names = {
  agent: (id: string) => string
  team: (id: string) => string
  now: number
  known: Pick<Conversation, 'contact' | 'visitor'>
}

/** One line about what happened, or null where a fact says nothing by itself. */
export function sentence(facts: readonly Numbered[], names: Names, { fact, at, n }: Numbered): string | null {
  const who = visitorCalled(names.known)
  switch (fact.type) {
    case 'episodeBegan':
      return episode(facts, names, fact.episode, at, n)
    case 'visitorAsked':
      return t('asked', capital(who))
    case 'contactGiven':
      return t('contactGiven', [fact.name, fact.email].filter((given) => given !== null).join(', '))
    case 'visitorStoppedWaiting':
      return t('stoppedWaiting', capital(who), fact.instead === 'bot' ? t('insteadBot') : t('insteadPromise'))
    case 'visitorJudged':
      return t(fact.solved ? 'judgedSolved' : 'judgedUnsolved', capital(who))
    case 'answerSuperseded':
      return t('superseded', who)
    case 'ruleApplied':
      return ruleText(fact, names)
    case 'ringDeclined':
      return t('ringDeclined', firstName(fact.name))
    case 'agentReminded':
      return t('agentReminded', firstName(fact.name), who)
    case 'closed':
      return t('closed', firstName(fact.name), outcomeWord(fact.outcome))
    case 'wentQuiet':
      return t('wentQuiet', who)
    case 'reopened':
      return t(fact.waits ? 'waitsAgain' : 'reopened', firstName(fact.name))
    case 'promised':
      return t('promised', who, dueAt(fact.due, names.now))
    case 'promiseKept':
      return t('promiseKept', firstName(fact.name), fact.late)
    case 'promiseMissed':
      return t('promiseMissed')
    case 'promiseWithdrawn':
      return t('promiseWithdrawn', firstName(fact.name), fact.why)
    default:
      return null
  }
}

/** An episode that has ended says at its head how. */
function episode(facts: readonly Numbered[], names: Names, number: number, at: number, n: number): string {
  const day = dayName(at, names.now)
  const later = facts.filter((fact) => fact.n > n)
  const next = later.find(({ fact }) => fact.type === 'episodeBegan')
  const end = next && later.findLast(({ n: each, fact }) => each < next.n && (fact.type === 'closed' || fact.type === 'wentQuiet'))?.fact
  if (end?.type === 'wentQuiet') return t('episodeQuiet', number, day)
  if (end?.type !== 'closed') return t('episode', number, day)
  return t('episodeClosed', number, day, outcomeWord(end.outcome), firstName(end.name))
}

function ruleText({ name, team, priority, tags, flag, leave, note }: FactOf<'ruleApplied'>, names: Names): string {
  const did = [
    ...(team ? [t('ruleTeam', names.team(team))] : []),
    ...(priority ? [t('rulePriority', priority)] : []),
    ...tags.map((tag) => t('ruleTag', tag)),
    ...(flag ? [t('ruleFlag')] : []),
    ...(leave ? [t('ruleLeave')] : []),
  ]
  return t('rule', name, did.length > 0 ? joined(did) : '', note)
}
