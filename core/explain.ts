import type { Conversation } from '@baton/contracts/conversation.ts'
import type { BotError, Evidence, Fact, Signals } from '@baton/contracts/facts.ts'
import type { Check, TriggerName } from '@baton/contracts/rules.ts'
import { asksBack } from './band.ts'
import type { Draft } from './decide.ts'
import type { World } from './decision.ts'
import { findTerms } from './keywords.ts'
import { mayOffer } from './offers.ts'
import { conditionsOf } from './patterns.ts'
import { changesBetween } from './policy-changes.ts'
import { type Fired, feltBy, meant, order, readAnswer, readLine, readSignals, termsOf, unsaid } from './triggers.ts'

/** A visitor's line, with how the conversation stood when it was written, when it was read, and when it was answered. Null is what did not come to pass. */
export type Looked = {
  n: number
  text: string
  written: Conversation
  read: { state: Conversation; signals: Signals } | null
  answered: { state: Conversation; draft: Draft | { failed: BotError } } | null
  /** What a person came or was offered for. */
  decided: { evidence: Evidence } | null
  /** What an earlier line said. */
  textOf: (n: number) => string | null
}

/** Every trigger, and why it did or did not bring a person in: whatever fired first, then in the order in which they decide. */
export function checksOf(looked: Looked, world: World): Check[] {
  const { fired, applied } = firedIn(looked, world)
  const bringing = fired.map((one) => ofFired(one, looked, world))
  const shown = [...bringing, ...appliedOnes(applied).filter(({ name }) => !bringing.some((one) => one.name === name))]
  const names = new Set(shown.map(({ trigger, name }) => `${trigger} ${name}`))
  const quiet = quietOnes(looked, world).filter(
    ({ trigger, name }) => !names.has(`${trigger} ${name}`) && (name !== null || !shown.some((one) => one.trigger === trigger)),
  )
  return [...shown, ...quiet].toSorted((a, b) => placeOf(a) - placeOf(b))
}

function placeOf({ trigger, state, decides }: Check): number {
  const among = decides ? 0 : state === 'fired' ? 1 : state === 'limited' ? 2 : 3
  return among * order.length + order.indexOf(trigger)
}

type Found = Fired & { state: Conversation }

/** The product's own functions say what fires. */
function firedIn({ n, text, written, read, answered }: Looked, world: World): { fired: Found[]; applied: Fact[] } {
  const none = { fired: [], applied: [] }
  const line = { ...readLine(written, text, n, world), state: written }
  const meaning = read ? { ...readSignals(read.state, n, read.signals, world), state: read.state } : { ...none, state: written }
  const answer = answered ? { ...firedByAnswer(n, answered, world), state: answered.state } : { ...none, state: written }
  const all = [line, meaning, answer]
  return {
    fired: all.flatMap(({ fired, state }) => fired.map((one) => ({ ...one, state }))),
    applied: all.flatMap(({ applied }) => applied),
  }
}

function firedByAnswer(n: number, { state, draft }: NonNullable<Looked['answered']>, world: World): { fired: Fired[]; applied: Fact[] } {
  const { minConfidence, triggers } = world.policy
  const { unsure, failed } = triggers
  if ('failed' in draft)
    return { fired: [{ reason: 'botFailed', evidence: { kind: 'error', line: n, error: draft.failed }, ...failed }], applied: [] }
  const { confidence: score, tried, mode } = draft
  if (mode === 'smalltalk') return { fired: [], applied: [] }
  if (score >= minConfidence && draft.text.trim() !== '') return readAnswer(state, n, draft, world)
  const felt = feltBy(n, draft, world)
  if (asksBack(state, draft, world.policy)) return { fired: felt, applied: [] }
  if (!unsure.on) return readAnswer(state, n, unsaid(draft), world)
  return {
    fired: [...felt, { reason: 'unsure', evidence: { kind: 'score', line: n, score, threshold: minConfidence, tried }, ...unsure }],
    applied: [],
  }
}

function ofFired({ reason, evidence, does, state }: Found, { decided, textOf }: Looked, world: World): Check {
  const trigger = reason as TriggerName
  const decides = decided !== null && changesBetween(decided.evidence, evidence).length === 0
  const nags = does === 'offer' && !decides && trigger !== 'unsure' && trigger !== 'botFailed' && !mayOffer(state, reason, world)
  return { ...checkOf(trigger, nags ? 'limited' : 'fired'), decides, does, ...shownEvidence(evidence, textOf) }
}

function shownEvidence(evidence: Evidence, textOf: Looked['textOf']): Partial<Check> {
  switch (evidence.kind) {
    case 'words':
      return { marks: evidence.marks }
    case 'term':
      return { marks: evidence.marks, name: evidence.term, why: evidence.why }
    case 'meaning':
      return { name: evidence.name || null, score: evidence.score, needs: evidence.threshold }
    case 'mood':
      return { marks: evidence.marks, score: evidence.score, needs: evidence.threshold }
    case 'score':
      return { score: evidence.score, needs: evidence.threshold }
    case 'repeat':
      return { score: evidence.times, found: [textOf(evidence.earlier) ?? ''] }
    case 'count':
      return { score: evidence.answers, needs: evidence.limit, found: evidence.same === null ? [] : [textOf(evidence.same) ?? ''] }
    case 'rule':
      return { name: evidence.name, found: evidence.matched }
    case 'error':
      return { why: evidence.error }
    default:
      return {}
  }
}

/** A rule that did something else than bring in a person, and a topic that only routes. */
function appliedOnes(applied: readonly Fact[]): Check[] {
  return applied.flatMap((one) =>
    one.type === 'ruleApplied' ? [{ ...checkOf('rule', 'fired'), name: one.name, found: one.matched } satisfies Check] : [],
  )
}

function checkOf(trigger: TriggerName, state: Check['state']): Check {
  return { trigger, state, decides: false, does: null, name: null, why: null, marks: [], score: null, needs: null, found: [] }
}

// ——— what did not fire

function quietOnes(looked: Looked, world: World): Check[] {
  const { asked, frustration, repeated, unresolved } = world.policy.triggers
  const signals = looked.read?.signals ?? null
  const soft = (trigger: TriggerName, on: boolean, known: object | null): Check => ({
    ...checkOf(trigger, !on ? 'off' : isLeft(looked) ? 'left' : known ? 'quiet' : 'unread'),
    ...known,
  })
  return [
    { ...checkOf('asked', 'quiet'), ...(signals && asked.byMeaning && { score: signals.asks, needs: meant }) },
    ...quietKeywords(looked, world),
    ...quietTopics(looked, world),
    ...quietRules(looked, world),
    soft('frustration', frustration.on, signals && { score: signals.mood, needs: frustration.threshold }),
    soft('repeated', repeated.on, signals && { score: signals.repeat?.times ?? 1, needs: repeated.times }),
    soft('unresolved', unresolved.on, {}),
    ...quietAnswers(looked, world),
  ]
}

function isLeft({ written, n, read, answered }: Looked): boolean {
  return Math.max(written.left, read?.state.left ?? 0, answered?.state.left ?? 0) >= n
}

function quietKeywords({ text }: Looked, { policy }: World): Check[] {
  const { on, terms } = policy.triggers.keywords
  if (!on) return [checkOf('keyword', 'off')]
  const hits = findTerms(text, termsOf(terms)).map(({ id, marks, why }) => {
    const name = terms.find((one) => one.id === id)?.text ?? id
    return { ...checkOf('keyword', 'quiet'), name, marks, why }
  })
  return hits.length > 0 ? hits : [checkOf('keyword', 'quiet')]
}

function quietTopics({ read }: Looked, { policy }: World): Check[] {
  const { on, topics } = policy.triggers.topics
  if (!on || topics.length === 0) return [checkOf('topic', on ? 'quiet' : 'off')]
  return topics.map(({ id, name }) => {
    const score = read?.signals.topics.find((one) => one.topic === id)?.score ?? null
    const state = score === null ? 'unread' : score >= meant ? 'fired' : 'quiet'
    return { ...checkOf('topic', state), name, score, needs: meant }
  })
}

function quietRules({ read, answered }: Looked, { policy }: World): Check[] {
  return policy.rules.map(({ name, on, when }) => {
    const fields = conditionsOf(when).map(({ field }) => field)
    const known = fields.includes('score') ? answered !== null : fields.includes('topic') ? read !== null : true
    return { ...checkOf('rule', on ? (known ? 'quiet' : 'unread') : 'off'), name }
  })
}

function quietAnswers(looked: Looked, { policy }: World): Check[] {
  const { minConfidence, triggers } = policy
  const { state, draft } = looked.answered ?? { state: null, draft: null }
  const counted = state && draft && 'text' in draft && draft.mode !== 'smalltalk' ? { score: state.exchanges + 1 } : null
  const left = isLeft(looked)
  const counts = (trigger: 'circles' | 'exchanges', on: boolean, needs: number): Check => ({
    ...checkOf(trigger, !on ? 'off' : left ? 'left' : counted ? 'quiet' : 'unread'),
    ...(counted && { ...counted, needs }),
  })
  const sure = draft && 'text' in draft ? { score: draft.confidence, needs: minConfidence } : null
  return [
    { ...checkOf('unsure', !triggers.unsure.on ? 'off' : sure ? 'quiet' : 'unread'), ...sure },
    checkOf('botFailed', draft ? 'quiet' : 'unread'),
    counts('circles', triggers.circles.on, triggers.circles.answers),
    counts('exchanges', triggers.exchanges.on, triggers.exchanges.after),
  ]
}
