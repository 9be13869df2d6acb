import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Evidence, Fact, FactOf, Numbered, Source } from '@baton/contracts/facts.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import type { Brought, ChangeKind } from '@baton/contracts/rules.ts'
import { apply, opened } from './apply.ts'
import { chanceOf } from './band.ts'
import { type Draft, decide, type Input } from './decide.ts'
import type { World } from './decision.ts'
import { imagined } from './imagined.ts'

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
}

/**
 * Decides the recorded lines, signals and confidences of a conversation again, under the policy of today and under a draft, up to the first
 * escalation or offer of each episode in either. What would have followed is not simulated; who was there is as it was. Episodes that began before
 * `since` are only folded.
 */
export function replay(facts: readonly Numbered[], bot: string, policies: Policies, since = 0): Replayed[] {
  const found: Replayed[] = []
  let recorded = opened(bot, '')
  let runs: Runs | null = null
  facts.forEach((one, i) => {
    if (one.fact.type === 'episodeBegan') {
      if (runs) found.push(ended(runs))
      runs = one.at >= since ? begun(one, recorded) : null
    }
    if (runs && !runs.over) step(runs, facts, i, policies)
    recorded = apply(recorded, one)
  })
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
  for (const [run, policy] of [
    [runs.today, policies.today],
    [runs.draft, policies.draft],
  ] as const) {
    const input = inputOf(facts, i, run.state, policies)
    if (input) take(run, input, one, facts, i, policy)
    else run.state = apply(run.state, one)
  }
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

function take(run: Run, input: Input, one: Numbered, facts: readonly Numbered[], i: number, policy: Policy): void {
  // Numbers are those of the record, so that whatever names one means the same.
  const began = facts[i - 1]?.fact.type === 'episodeBegan'
  run.state = { ...run.state, n: one.n - (began ? 2 : 1) }
  const decision = decide(run.state, input, worldOf(facts, i, policy))
  for (const fact of decision.facts) {
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

/** The input that led to a fact; null where the fact is no outcome of a decision that is taken again. */
function inputOf(facts: readonly Numbered[], i: number, { tenure, asking }: Conversation, policies: Policies): Input | null {
  const one = facts[i]
  if (!one) return null
  const { n, fact } = one
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
      return { type: 'lineRead', tenure, line: fact.line, signals: fact.signals }
    case 'botSaid':
    case 'botHeldBack':
    case 'botAsked':
      return { type: 'botAnswers', tenure, answers: fact.answers, draft: draftOf(facts, n, fact, policies) }
    case 'answerCut':
      return {
        type: 'botCut',
        under: tenure,
        answers: fact.answers,
        draft: fact.draft,
        shown: fact.text,
        why: fact.why,
        held: heldBy(facts, i),
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
  const half = confidence >= (policies.askFrom(fact.policyVersion) ?? 1) || chanceOf(choices, tried) >= fact.threshold
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
function worldOf(facts: readonly Numbered[], i: number, policy: Policy): World {
  const next = facts.slice(i + 1, i + 8).map(({ fact }) => fact)
  const after = next.slice(0, next.findIndex(isLine) + 1 || next.length)
  const escalated = after.find((fact) => fact.type === 'escalated')
  const nobody = after.some((fact) => fact.type === 'promised')
  const online = escalated?.type === 'escalated' && escalated.reason === 'returned' && escalated.prefer ? [escalated.prefer] : []
  const world = imagined(policy, facts[i]?.at ?? 0)
  return { ...world, staffed: nobody ? none : world.staffed, online: online.length > 0 ? new Set(online) : none }
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
