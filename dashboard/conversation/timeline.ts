import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Evidence, Fact, FactOf, Grounds, Numbered, Signals, Source } from '@baton/contracts/facts.ts'
import { apply, opened } from '@baton/core/apply.ts'
import type { Mark } from '../ui/Said.tsx'
import { counting, sameDay } from '../ui/time.ts'
import { firstName, visitorCalled } from './people.ts'
import { type Names, sentence } from './sentences.ts'
import { t } from './text.ts'
import { clauseOf } from './why.ts'

type Escalated = { team: string; why: string; rings: number; rung: readonly string[]; full: readonly string[] }
/** What was read from a line: shown to whoever asks. */
export type Read = { signals: Signals; topic: string | null }
export type Review = { verdict: FactOf<'answerReviewed'>['verdict']; name: string; text: string | null }
/** How sure the bot was of an answer, and what an agent found of it. */
export type Judged = { confidence: number; threshold: number; grounds: Grounds | null; review: Review | null }
export type Content =
  | { kind: 'visitor'; text: string; marks: readonly Mark[]; read: Read | null }
  | { kind: 'bot'; text: string; judged: Judged | null; sources: readonly Source[]; helpful: boolean | null }
  | { kind: 'cut'; text: string; why: FactOf<'answerCut'>['why'] }
  | { kind: 'heldBack'; text: string; judged: Judged }
  | { kind: 'asked'; text: string; choices: readonly string[]; chosen: number | null; held: string; judged: Judged }
  | { kind: 'offered'; text: string; why: string; accepted: boolean | null }
  | { kind: 'agent'; text: string; agent: string; name: string }
  | { kind: 'note'; text: string; agent: string; name: string }
  | { kind: 'fact'; text: string }
  | { kind: 'seam'; text: string }
  | ({ kind: 'escalated' } & Escalated)
  | { kind: 'day'; at: number }

/** One entry of the timeline. `holder` is who holds the conversation after it: the thread beside it is drawn from that. */
export type Entry = { n: number; at: number; holder: Conversation['holder']['kind']; content: Content }

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

/** The pen's marks for each line: the words by which a person was needed. */
function marksOf(facts: readonly Numbered[]): Map<number, readonly Mark[]> {
  const marks = new Map<number, readonly Mark[]>()
  for (const { fact } of facts)
    for (const evidence of evidenceOf(fact))
      if ('marks' in evidence) marks.set(evidence.line, [...(marks.get(evidence.line) ?? []), ...evidence.marks])
  return marks
}

function evidenceOf(fact: Fact): Evidence[] {
  if (fact.type !== 'escalated' && fact.type !== 'offered') return []
  return [fact.evidence, ...(fact.also ?? []).map(({ evidence }) => evidence)]
}

/** The content of one fact, or null where it changes an earlier entry or says nothing to people. */
function read(draft: Draft, numbered: Numbered, before: Conversation): Content | null {
  const { fact, n } = numbered
  switch (fact.type) {
    case 'visitorSaid':
      return { kind: 'visitor', text: fact.text, marks: draft.marks.get(n) ?? [], read: null }
    case 'visitorChose':
      edit(draft, fact.asked, 'asked', (asked) => ({ ...asked, chosen: fact.choice ?? -1 }))
      return { kind: 'visitor', text: fact.choice === null ? t('noneOfThese') : fact.text, marks: [], read: null }
    case 'lineRead':
      return edit(draft, fact.line, 'visitor', (line) => ({ ...line, read: { signals: fact.signals, topic: fact.topic } }))
    case 'botSaid':
      return { kind: 'bot', text: fact.text, judged: judged(fact), sources: fact.sources, helpful: null }
    case 'serverSaid':
      return { kind: 'bot', text: fact.text, judged: null, sources: [], helpful: null }
    case 'botHeldBack':
      return { kind: 'heldBack', text: fact.text, judged: judged(fact) }
    case 'botAsked': {
      const choices = fact.choices.map(({ label }) => label)
      return { kind: 'asked', text: fact.text, choices, chosen: null, held: fact.held, judged: judged(fact) }
    }
    case 'offered':
      return { kind: 'offered', text: fact.text, why: clauseOf(fact.evidence, called(draft), fact.reason), accepted: null }
    case 'offerAnswered':
      return edit(draft, fact.offer, 'offered', (offer) => ({ ...offer, accepted: fact.accepted }))
    case 'answerCut':
      return cut(draft, fact, numbered)
    case 'answerReviewed':
      return reviewed(draft, fact)
    case 'agentSaid':
      return { kind: 'agent', text: fact.text, agent: fact.agent, name: fact.name }
    case 'agentNoted':
      return { kind: 'note', text: fact.text, agent: fact.agent, name: fact.name }
    case 'accepted':
      return { kind: 'seam', text: acceptance(fact, before, numbered.at) }
    case 'handedBack':
      return handedBack(draft, fact, numbered)
    case 'escalated': {
      const why = clauseOf(fact.evidence, called(draft), fact.reason)
      return { kind: 'escalated', team: draft.names.team(fact.team), why, rings: 0, rung: [], full: [] }
    }
    case 'rung':
      return rung(draft, fact)
    case 'answerRated':
      return edit(draft, fact.answer, 'bot', (answer) => ({ ...answer, helpful: fact.helpful }))
    default: {
      const text = sentence(draft.facts, draft.names, numbered)
      return text === null ? null : { kind: 'fact', text }
    }
  }
}

function judged({ confidence, threshold, grounds = undefined }: FactOf<'botSaid' | 'botHeldBack' | 'botAsked'>): Judged {
  return { confidence, threshold, grounds: grounds ?? null, review: null }
}

/** What was shown of an answer stands where it was being written: below the line that it answers. */
function cut(draft: Draft, fact: FactOf<'answerCut'>, { n, at }: Numbered): null {
  const line = draft.entries.findIndex((entry) => entry.n === fact.answers)
  const entry: Entry = { n, at, holder: 'bot', content: { kind: 'cut', text: fact.text, why: fact.why } }
  draft.entries.splice(line < 0 ? draft.entries.length : line + 1, 0, entry)
  return null
}

function reviewed(draft: Draft, { answer, verdict, name, text }: FactOf<'answerReviewed'>): null {
  const review = { verdict, name: firstName(name), text }
  for (const kind of ['bot', 'heldBack', 'asked'] as const)
    edit(draft, answer, kind, (content) => ({ ...content, judged: content.judged && { ...content.judged, review } }) as typeof content)
  return null
}

function called(draft: Draft): string {
  return visitorCalled(draft.names.known)
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

/** Changes the entry of a number, if it is of that kind. */
function edit<K extends Content['kind']>(
  draft: Draft,
  n: number,
  kind: K,
  with_: (content: Extract<Content, { kind: K }>) => Extract<Content, { kind: K }>,
): null {
  const at = draft.entries.findIndex((entry) => entry.n === n)
  const entry = draft.entries[at]
  if (entry?.content.kind === kind) draft.entries[at] = { ...entry, content: with_(entry.content as Extract<Content, { kind: K }>) }
  return null
}

function change<K extends Content['kind']>(draft: Draft, kind: K, with_: (content: Extract<Content, { kind: K }>) => Content): void {
  const at = draft.entries.findLastIndex((entry) => entry.content.kind === kind)
  const entry = draft.entries[at]
  if (entry) draft.entries[at] = { ...entry, content: with_(entry.content as Extract<Content, { kind: K }>) }
}
