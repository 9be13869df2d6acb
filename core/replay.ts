import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Evidence, Fact, FactOf, Numbered, Signals, Source } from '@baton/contracts/facts.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import type { Brought, ChangeKind } from '@baton/contracts/rules.ts'
import { apply, opened } from './apply.ts'
import { halfSure } from './band.ts'
import { type Draft, decide, type Input } from './decide.ts'
import type { World } from './decision.ts'
import { everybody, imagined } from './imagined.ts'

/** One episode under two policies. `line` is the visitor's line at which the first of them brings a person in. */
export type Replayed = {
  episode: number
  began: number
  /** Every line that the bot answered was read when it was written. */
  replayable: boolean
  line: number
  at: number
  before: Brought | null
  after: Brought | null
  kind: ChangeKind | null
}

type Policies = {
  today: Policy
  draft: Policy
  /** From which confidence on a version of the policy asked back, where that is known. */
  askFrom: (version: number) => number | undefined
  /** How a recorded line, in its own words, fits the topics of either policy: as it was scored where it is given no scorer. Null where that can't be told. */
  topics?: (signals: Signals, text: string) => Fitting | null
}
type Scores = Signals['topics']
export type Fitting = { today: Scores; draft: Scores }

/**
 * Decides the recorded lines, signals and confidences of a conversation again, under the policy of today and under a draft, up to the first
 * escalation or offer of each episode in either. What would have followed is not simulated; who was there is as it was. Episodes that began before
 * `since` are only folded.
 */
export function replay(facts: readonly Numbered[], bot: string, policies: Policies, since = 0): Replayed[] {
  const found: Replayed[] = []
  let before = opened(bot, '')
  let folded = 0
  let runs: Runs | null = null
  for (const [i, one] of facts.entries()) {
    if (one.fact.type === 'episodeBegan') {
      if (runs) found.push(ended(runs))
      if (one.at >= since) before = facts.slice(folded, i).reduce(apply, before)
      if (one.at >= since) folded = i
      runs = one.at >= since ? begun(one, before) : null
    }
    if (runs && !runs.over) step(runs, facts, i, policies)
  }
  if (runs) found.push(ended(runs))
  return found
}

// ——— the two runs of one episode

type Run = { state: Conversation; brought: (Brought & { line: number; at: number }) | null }
type Runs = {
  episode: number
  began: number
  today: Run
  draft: Run
  /** Nothing after this can be told: a person has it, or one of the runs has come to an end. */
  over: boolean
  read: Set<number>
  unread: boolean
  last: number
}

function begun({ at, fact }: Numbered, state: Conversation): Runs {
  const episode = fact.type === 'episodeBegan' ? fact.episode : 0
  const fresh = (): Run => ({ state, brought: null })
  return { episode, began: at, today: fresh(), draft: fresh(), over: false, read: new Set(), unread: false, last: 0 }
}

function ended({ episode, began, unread, today, draft, last }: Runs): Replayed {
  const [before, after] = [today.brought, draft.brought]
  const first = before && after ? (before.line <= after.line ? before : after) : (before ?? after)
  const bare = (one: Run['brought']): Brought | null => one && { does: one.does, reason: one.reason, team: one.team, score: one.score }
  return {
    ...{ episode, began, replayable: !unread },
    ...{ line: first?.line ?? last, at: first?.at ?? began },
    ...{ before: bare(before), after: bare(after), kind: kindOf(before, after) },
  }
}

function kindOf(before: Run['brought'], after: Run['brought']): ChangeKind | null {
  if (!before || !after) return after ? 'more' : before ? 'fewer' : null
  return before.does === after.does && before.team === after.team && before.line === after.line ? null : 'other'
}

/** What somebody else than visitor and bot did ends it; what was decided is decided anew; all else is folded as it was. */
function step(runs: Runs, facts: readonly Numbered[], i: number, policies: Policies): void {
  const one = facts[i]
  if (!one || (followed.has(one.fact.type) && !isFailure(one.fact))) return
  if (byHand.has(one.fact.type)) runs.over = true
  if (runs.over) return
  noteRead(runs, one.fact)
  const put = recorded(facts, i, policies)
  if (put && !put.told) runs.unread = true
  take(runs.today, put, one, policies.today, 'today')
  take(runs.draft, put, one, policies.draft, 'draft')
  if (isLine(one.fact)) runs.last = one.n
  runs.over = runs.today.brought !== null || runs.draft.brought !== null
}

/** Followed from something else, and is decided again with it. An episode is begun by its first line. */
const followed = new Set<Fact['type']>([
  ...(['episodeBegan', 'escalated', 'offered', 'offerPlanned', 'serverSaid', 'promised', 'ruleApplied'] as const),
])
const byHand = new Set<Fact['type']>(['accepted', 'reopened', 'agentSaid', 'closed', 'handedBack', 'wentQuiet', 'visitorStoppedWaiting'])

function noteRead(runs: Runs, fact: Fact): void {
  if (fact.type === 'lineRead') runs.read.add(fact.line)
  if (isAnswer(fact) && fact.mode !== 'smalltalk' && !runs.read.has(fact.answers)) runs.unread = true
}

function take(run: Run, put: Put | null, one: Numbered, policy: Policy, which: keyof Fitting): void {
  const input = put && inputOf(one, put, run.state, which)
  if (!input) {
    run.state = apply(run.state, one)
    return
  }
  // Numbers are those of the record, so that whatever names one means the same.
  const n = one.n - (put.begins ? 2 : 1)
  if (run.state.n !== n) run.state = { ...run.state, n }
  const { facts } = decide(run.state, input, { ...imagined(policy, one.at), ...put.around })
  for (const fact of facts) {
    run.state = apply(run.state, { n: run.state.n + 1, at: one.at, cause: one.cause, fact })
    run.brought ??= broughtBy(fact, run.state, one.at)
  }
}

function broughtBy(fact: Fact, { visitorLine, score }: Conversation, at: number): Run['brought'] {
  if (fact.type !== 'escalated' && fact.type !== 'offered') return null
  const { reason, team, evidence } = fact
  const sure = evidence.kind === 'score' ? evidence.score : score
  return { does: fact.type === 'escalated' ? 'escalate' : 'offer', reason, team, score: sure, line: visitorLine, at }
}

// ——— what was put to the decision

/** What was put to a decision, whichever policy takes it. `told`: all that it must know is recorded. */
type Put = {
  begins: boolean
  told: boolean
  draft: Draft | null
  topics: Fitting | null
  around: Pick<World, 'staffed' | 'online'>
}

/** Null where the fact is no outcome of a decision that is taken again. */
function recorded(facts: readonly Numbered[], i: number, policies: Policies): Put | null {
  const one = facts[i]
  if (!one || !(isFailure(one.fact) || decided.has(one.fact.type))) return null
  const { fact, n } = one
  const fits = fact.type === 'lineRead' && policies.topics ? policies.topics(fact.signals, textOf(facts, fact.signals.lines)) : undefined
  return {
    begins: facts[i - 1]?.fact.type === 'episodeBegan',
    told: fits !== null,
    draft: isAnswer(fact) ? draftOf(facts, n, fact, policies) : fact.type === 'answerCut' ? heldBy(facts, i) : null,
    topics: fits ?? null,
    around: around(facts, i),
  }
}

const decided = new Set<Fact['type']>([
  ...([
    'visitorSaid',
    'visitorAsked',
    'visitorChose',
    'answerRated',
    'lineRead',
    'botSaid',
    'botHeldBack',
    'botAsked',
    'answerCut',
  ] as const),
])

function textOf(facts: readonly Numbered[], lines: readonly number[]): string {
  return lines
    .flatMap((n) => {
      const fact = facts[n - 1]?.fact
      return fact && 'text' in fact && fact.text ? [fact.text] : []
    })
    .join('\n')
}

/** The input that led to a fact, as a run meets it. */
function inputOf({ fact }: Numbered, { draft, topics }: Put, { tenure, asking }: Conversation, which: keyof Fitting): Input | null {
  if (isFailure(fact)) return { type: 'botFails', tenure, answers: fact.evidence.line, error: fact.evidence.error }
  switch (fact.type) {
    case 'visitorSaid':
      return { type: 'visitorSays', text: fact.text, page: fact.page, language: fact.language ?? null }
    case 'visitorAsked':
      return { type: 'visitorAsks', page: null, language: fact.language ?? null }
    case 'visitorChose':
      // Who was asked nothing in this run says what they chose.
      return asking?.n === fact.asked
        ? { type: 'visitorChooses', asked: fact.asked, choice: fact.choice }
        : { type: 'visitorSays', text: fact.text, page: null }
    case 'answerRated':
      return { type: 'visitorRates', answer: fact.answer, helpful: fact.helpful, isAnswer: true }
    case 'lineRead':
      return { type: 'lineRead', tenure, line: fact.line, signals: topics ? { ...fact.signals, topics: topics[which] } : fact.signals }
    case 'botSaid':
    case 'botHeldBack':
    case 'botAsked':
      return draft && { type: 'botAnswers', tenure, answers: fact.answers, draft }
    case 'answerCut': {
      const { answers, text: shown, why } = fact
      return { type: 'botCut', under: tenure, answers, draft: fact.draft, shown, why, held: draft }
    }
    default:
      return null
  }
}

/** The draft as it came. Choices were recorded where they were given; elsewhere they are what was tried. */
function draftOf(facts: readonly Numbered[], n: number, fact: FactOf<'botSaid' | 'botHeldBack' | 'botAsked'>, policies: Policies): Draft {
  const { confidence, mode, sources, tried, grounds } = fact
  const text = fact.type === 'botAsked' ? fact.held : fact.text
  const draft = { text, confidence, mode, sources, tried, ...(grounds && { grounds }) }
  if (fact.type === 'botAsked') return { ...draft, choices: fact.choices }
  const choices = choicesOf(tried)
  const half = halfSure({ confidence, tried, choices }, policies.askFrom(fact.policyVersion) ?? 1)
  return { ...draft, choices: fact.type === 'botHeldBack' && half ? [] : choices, same: sameBefore(facts, n, fact) }
}

function choicesOf(tried: readonly Source[]) {
  const once = new Map(tried.map(({ chunk, title }) => [chunk, { chunk, label: title }]))
  return [...once.values()].slice(0, 3)
}

/** The number of an earlier answer of this context that said the very same. */
function sameBefore(facts: readonly Numbered[], n: number, { text, mode }: FactOf<'botSaid' | 'botHeldBack'>): number | null {
  if (mode === 'smalltalk') return null
  const until = facts.findLastIndex((one) => one.n < n && (one.fact.type === 'episodeBegan' || one.fact.type === 'handedBack'))
  return facts.findLast((one, at) => at > until && one.n < n && one.fact.type === 'botSaid' && one.fact.text === text)?.n ?? null
}

function heldBy(facts: readonly Numbered[], i: number): Draft | null {
  const next = facts[i + 1]?.fact
  if (next?.type !== 'botHeldBack') return null
  const { text, confidence, mode, sources, tried } = next
  return { text, confidence, mode, sources, tried }
}

// ——— what a decision may know

/** Whoever was there is there again: an escalation that became a promise met nobody, one back to somebody met them. */
function around(facts: readonly Numbered[], i: number): Put['around'] {
  let escalated: FactOf<'escalated'> | null = null
  let nobody = false
  for (let k = i + 1; k < Math.min(facts.length, i + 8); k++) {
    const fact = facts[k]?.fact
    if (fact?.type === 'escalated') escalated ??= fact
    if (fact?.type === 'promised') nobody = true
    if (fact && isLine(fact)) break
  }
  const online = escalated?.reason === 'returned' && escalated.prefer ? new Set([escalated.prefer]) : none
  return { staffed: nobody ? none : everybody, online }
}
const none: ReadonlySet<string> = new Set()

type Failure = Fact & { evidence: Extract<Evidence, { kind: 'error' }> }
/** That the bot failed is told by what came of it. */
function isFailure(fact: Fact): fact is Failure {
  return (fact.type === 'escalated' || fact.type === 'offered') && fact.evidence.kind === 'error'
}

function isLine({ type }: Fact): boolean {
  return type === 'visitorSaid' || type === 'visitorAsked' || type === 'visitorChose'
}

function isAnswer(fact: Fact): fact is FactOf<'botSaid' | 'botHeldBack' | 'botAsked'> {
  return fact.type === 'botSaid' || fact.type === 'botHeldBack' || fact.type === 'botAsked'
}
