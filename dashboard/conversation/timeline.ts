import type { Conversation } from '@baton/contracts/conversation.ts'
import type { FactOf, Numbered, Source } from '@baton/contracts/facts.ts'
import { apply, opened } from '@baton/core/apply.ts'
import type { Mark } from '../ui/Said.tsx'
import { counting, dayName, dueAt, sameDay } from '../ui/time.ts'
import { capital, firstName, visitorCalled } from './people.ts'
import { outcomeWord, t } from './text.ts'
import { clauseOf } from './why.ts'

type Escalated = { team: string; why: string; rings: number; rung: readonly string[]; full: readonly string[] }
export type Content =
  | { kind: 'visitor'; text: string; marks: readonly Mark[] }
  | { kind: 'bot'; text: string; confidence: number | null; sources: readonly Source[]; helpful: boolean | null }
  | { kind: 'heldBack'; text: string; confidence: number; threshold: number }
  | { kind: 'agent'; text: string; agent: string; name: string }
  | { kind: 'note'; text: string; agent: string; name: string }
  | { kind: 'fact'; text: string }
  | { kind: 'seam'; text: string }
  | ({ kind: 'escalated' } & Escalated)
  | { kind: 'day'; at: number }

/** One entry of the timeline. `holder` is who holds the conversation after it: the thread beside it is drawn from that. */
export type Entry = { n: number; at: number; holder: Conversation['holder']['kind']; content: Content }

type Names = { agent: (id: string) => string; team: (id: string) => string; now: number; known: Pick<Conversation, 'contact' | 'visitor'> }
type Draft = { names: Names; facts: readonly Numbered[]; entries: Entry[]; c: Conversation; marks: ReadonlyMap<number, readonly Mark[]> }

/** What happened, as a person reads it: one entry per line, small facts folded into the entry that they belong to. */
export function timeline(facts: readonly Numbered[], names: Names): Entry[] {
  const draft: Draft = { names, facts, entries: [], c: opened('', ''), marks: marksOf(facts) }
  for (const numbered of facts) {
    const before = draft.c
    draft.c = apply(before, numbered)
    const content = read(draft, numbered, before)
    if (!content) continue
    const last = draft.entries.at(-1)
    const opensEpisode = numbered.fact.type === 'episodeBegan'
    if (last && !opensEpisode && !sameDay(last.at, numbered.at))
      push(draft, { ...numbered, n: numbered.n - 0.5 }, { kind: 'day', at: numbered.at })
    push(draft, numbered, content)
  }
  return draft.entries
}

function push(draft: Draft, { n, at }: { n: number; at: number }, content: Content): void {
  const divides = content.kind === 'fact' && draft.facts.some((fact) => fact.n === n && fact.fact.type === 'episodeBegan')
  draft.entries.push({ n, at, holder: divides ? 'closed' : draft.c.holder.kind, content })
}

/** The pen's marks for each line: the words by which somebody asked. */
function marksOf(facts: readonly Numbered[]): Map<number, readonly Mark[]> {
  const marks = new Map<number, readonly Mark[]>()
  for (const { fact } of facts) {
    if (fact.type === 'escalated' && fact.evidence.kind === 'words') marks.set(fact.evidence.line, fact.evidence.marks)
  }
  return marks
}

/** The content of one fact, or null where it changes an earlier entry or says nothing to people. */
function read(draft: Draft, numbered: Numbered, before: Conversation): Content | null {
  const { fact, n } = numbered
  switch (fact.type) {
    case 'visitorSaid':
      return { kind: 'visitor', text: fact.text, marks: draft.marks.get(n) ?? [] }
    case 'botSaid':
      return { kind: 'bot', text: fact.text, confidence: fact.confidence, sources: fact.sources, helpful: null }
    case 'serverSaid':
      return { kind: 'bot', text: fact.text, confidence: null, sources: [], helpful: null }
    case 'botHeldBack':
      return { kind: 'heldBack', text: fact.text, confidence: fact.confidence, threshold: fact.threshold }
    case 'agentSaid':
      return { kind: 'agent', text: fact.text, agent: fact.agent, name: fact.name }
    case 'agentNoted':
      return { kind: 'note', text: fact.text, agent: fact.agent, name: fact.name }
    case 'accepted':
      return { kind: 'seam', text: acceptance(fact, before, numbered.at) }
    case 'handedBack':
      return handedBack(draft, fact, numbered)
    case 'escalated':
      return {
        kind: 'escalated',
        team: draft.names.team(fact.team),
        why: clauseOf(fact.evidence, called(draft), fact.reason),
        rings: 0,
        rung: [],
        full: [],
      }
    case 'rung':
      return rung(draft, fact)
    case 'answerRated':
      return rated(draft, fact)
    default: {
      const text = sentence(draft, numbered)
      return text === null ? null : { kind: 'fact', text }
    }
  }
}

function sentence(draft: Draft, { fact, at, n }: Numbered): string | null {
  const who = called(draft)
  switch (fact.type) {
    case 'episodeBegan':
      return episode(draft, fact.episode, at, n)
    case 'visitorAsked':
      return t('asked', capital(who))
    case 'contactGiven':
      return t('contactGiven', [fact.name, fact.email].filter((given) => given !== null).join(', '))
    case 'visitorStoppedWaiting':
      return t('stoppedWaiting', capital(who), fact.instead === 'bot' ? t('insteadBot') : t('insteadPromise'))
    case 'answerSuperseded':
      return t('superseded', who)
    case 'closed':
      return t('closed', firstName(fact.name), outcomeWord(fact.outcome))
    case 'reopened':
      return t('reopened', firstName(fact.name))
    case 'promised':
      return t('promised', who, dueAt(fact.due, draft.names.now))
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

function called(draft: Draft): string {
  return visitorCalled(draft.names.known)
}

/** An episode that has ended says at its head how. */
function episode(draft: Draft, number: number, at: number, n: number): string {
  const day = dayName(at, draft.names.now)
  const later = draft.facts.filter((fact) => fact.n > n)
  const next = later.find(({ fact }) => fact.type === 'episodeBegan')
  const end = next && later.findLast((fact) => fact.n < next.n && fact.fact.type === 'closed')
  if (end?.fact.type !== 'closed') return t('episode', number, day)
  return t('episodeClosed', number, day, outcomeWord(end.fact.outcome), firstName(end.fact.name))
}

function acceptance(fact: FactOf<'accepted'>, before: Conversation, at: number): string {
  const after = before.holder.kind === 'queue' ? t('after', counting(at - before.holder.since)) : ''
  return t(fact.how, firstName(fact.name), after)
}

/** The note of a hand-back stands under it like any note. */
function handedBack(draft: Draft, fact: FactOf<'handedBack'>, { n, at }: Numbered): Content | null {
  const seam: Content = { kind: 'seam', text: t('handedBack', firstName(fact.name)) }
  if (fact.note === null) return seam
  push(draft, { n: n - 0.25, at }, seam)
  return { kind: 'note', text: fact.note, agent: fact.agent, name: fact.name }
}

/** Rings are said where it escalated: who, and how often. */
function rung(draft: Draft, fact: FactOf<'rung'>): null {
  change(draft, 'escalated', (content) => ({
    ...content,
    rings: content.rings + 1,
    rung: named(draft, content.rung, fact.agents),
    full: named(
      draft,
      content.full,
      (fact.passedOver ?? []).filter(({ why }) => why === 'full').map(({ agent }) => agent),
    ),
  }))
  return null
}

function named(draft: Draft, known: readonly string[], agents: readonly string[]): string[] {
  return [...new Set([...known, ...agents.map((id) => firstName(draft.names.agent(id)))])]
}

function rated(draft: Draft, fact: FactOf<'answerRated'>): null {
  const at = draft.entries.findIndex((entry) => entry.n === fact.answer)
  const entry = draft.entries[at]
  if (entry?.content.kind === 'bot') draft.entries[at] = { ...entry, content: { ...entry.content, helpful: fact.helpful } }
  return null
}

function change<K extends Content['kind']>(draft: Draft, kind: K, with_: (content: Extract<Content, { kind: K }>) => Content): void {
  const at = draft.entries.findLastIndex((entry) => entry.content.kind === kind)
  const entry = draft.entries[at]
  if (entry) draft.entries[at] = { ...entry, content: with_(entry.content as Extract<Content, { kind: K }>) }
}
