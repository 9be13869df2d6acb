import type { Conversation } from '@baton/contracts/conversation.ts'
import type { EscalationReason, Evidence, Fact, Signals } from '@baton/contracts/facts.ts'
import type { Policy, Rule, Term } from '@baton/contracts/policy.ts'
import { asksForPerson } from './asked.ts'
import type { Draft } from './decide.ts'
import type { World } from './decision.ts'
import { pathOf } from './glob.ts'
import { compileTerms, findTerms } from './keywords.ts'
import { conditionsOf, matches, type RuleFacts, type Words, wordsOf } from './patterns.ts'
import { remembered } from './remembered.ts'
import { saysUnresolved } from './unresolved.ts'

/** A trigger that fires, with what the owner's settings say about it. `late`: the offer follows the bot's answer. */
export type Fired = {
  reason: EscalationReason
  evidence: Evidence
  does: 'escalate' | 'offer'
  team: string | null
  priority: number
  say: string | null
  late?: boolean
}

/**
 * If several fire, the earlier one here decides, and whoever escalates comes before whoever only offers; the others are kept as evidence.
 * [H1] Asking for a person outranks everything.
 */
export const order: readonly EscalationReason[] = [
  ...([
    'asked',
    'rule',
    'keyword',
    'botFailed',
    'topic',
    'frustration',
    'repeated',
    'unresolved',
    'unsure',
    'circles',
    'exchanges',
  ] as const),
  ...(['returned', 'transferred', 'agentSilent', 'agentLeft'] as const),
]

export function ranked(fired: readonly Fired[]): Fired[] {
  const place = (one: Fired) => (one.does === 'escalate' ? 0 : order.length) + order.indexOf(one.reason)
  return fired.toSorted((a, b) => place(a) - place(b))
}

/** How plainly a line must ask for a person, or fit a topic, by meaning. */
export const meant = 0.5

/** What fires in a line or an answer, and what rules do besides. */
export type Reading = { fired: Fired[]; applied: Fact[] }

/** What a line says by itself: microseconds, before it is acknowledged. `c` has not seen the line yet; `n` will be its number. */
export function readLine(c: Conversation, text: string, n: number, world: World): Reading {
  const { triggers } = world.policy
  const rules = readRules(c, 'line', { text, line: n, score: null, topic: c.topic, lines: c.lines + 1 }, world)
  if (leaves(rules.applied)) return { fired: [...askedIn(text, n, world)], applied: rules.applied }
  return {
    fired: [
      ...askedIn(text, n, world),
      ...rules.fired,
      ...keywordsIn(text, n, triggers.keywords),
      ...unresolvedIn(c, text, n, triggers.unresolved),
    ],
    applied: rules.applied,
  }
}

/** [H1] The built-in phrases, and the owner's own. */
function askedIn(text: string, line: number, { policy }: World): Fired[] {
  const { phrases, ...handling } = policy.triggers.asked
  const marks = asksForPerson(text)?.marks ?? findTerms(text, phrasesOf(phrases))[0]?.marks
  return marks ? [{ reason: 'asked', evidence: { kind: 'words', line, marks }, does: 'escalate', ...handled(handling) }] : []
}

function keywordsIn(text: string, line: number, { on, say, terms }: Policy['triggers']['keywords']): Fired[] {
  if (!on) return []
  return findTerms(text, termsOf(terms))
    .filter((hit) => hit.meant)
    .flatMap(({ id, marks, why }): Fired[] => {
      const term = terms.find((one) => one.id === id)
      if (!term) return []
      const { does, team, priority, group } = term
      return [
        { reason: 'keyword', evidence: { kind: 'term', line, marks, term: term.text, group, why }, does, team, priority, say, late: true },
      ]
    })
}

function unresolvedIn(c: Conversation, text: string, line: number, trigger: Policy['triggers']['unresolved']): Fired[] {
  const said = trigger.on && c.answers > 0 ? saysUnresolved(text) : null
  return said
    ? [{ reason: 'unresolved', evidence: { kind: 'words', line, marks: said.marks }, ...handled(trigger), does: trigger.does }]
    : []
}

/** What a line means, as its signals have it. */
export function readSignals(
  c: Conversation,
  line: number,
  signals: Signals,
  world: World,
): Reading & { topic: string | null; team: string | null } {
  const { triggers } = world.policy
  const best = triggers.topics.on ? bestTopic(signals, world.policy) : null
  const topic = best?.topic.id ?? null
  const team = best?.topic.team ?? null
  const rules = readRules(c, 'topic', { text: lastSaid(c), line, score: null, topic: topic ?? c.topic, lines: c.lines }, world)
  const asks = byMeaning(line, signals, triggers.asked)
  if (signals.smallTalk || c.left >= line || leaves(rules.applied)) return { fired: asks, applied: rules.applied, topic, team }
  const fired = [
    ...asks,
    ...rules.fired,
    ...topicFires(line, best, triggers.topics.say),
    ...mood(line, signals, triggers.frustration),
    ...again(c, line, signals, triggers.repeated),
  ]
  return { fired, applied: rules.applied, topic, team }
}

function byMeaning(line: number, { asks }: Signals, { byMeaning, ...handling }: Policy['triggers']['asked']): Fired[] {
  if (!byMeaning || asks < meant) return []
  return [
    {
      reason: 'asked',
      evidence: { kind: 'meaning', line, topic: '', name: '', score: asks, threshold: meant },
      does: 'escalate',
      ...handled(handling),
    },
  ]
}

function bestTopic({ topics }: Signals, { triggers }: Policy) {
  const [likest] = topics.toSorted((a, b) => b.score - a.score)
  const topic = triggers.topics.topics.find((one) => one.id === likest?.topic)
  return topic && likest && likest.score >= meant ? { topic, score: likest.score } : null
}

function topicFires(line: number, best: ReturnType<typeof bestTopic>, say: string | null): Fired[] {
  if (!best || best.topic.does === 'route') return []
  const { id, name, does, team, priority } = best.topic
  return [
    {
      reason: 'topic',
      evidence: { kind: 'meaning', line, topic: id, name, score: best.score, threshold: meant },
      does,
      team,
      priority,
      say,
      late: true,
    },
  ]
}

function mood(line: number, { mood, moodMarks }: Pick<Signals, 'mood' | 'moodMarks'>, trigger: Policy['triggers']['frustration']): Fired[] {
  if (!trigger.on || mood < trigger.threshold) return []
  return [
    {
      reason: 'frustration',
      evidence: { kind: 'mood', line, marks: moodMarks, score: mood, threshold: trigger.threshold },
      ...handled(trigger),
      does: trigger.does,
    },
  ]
}

/** What the model reads of the mood beside its answer; the words may have been harmless. */
export function feltBy(line: number, { grounds }: Pick<Draft, 'grounds'>, { policy }: World): Fired[] {
  return grounds?.mood === undefined ? [] : mood(line, { mood: grounds.mood, moodMarks: [] }, policy.triggers.frustration)
}

/** Only although the bot has answered. */
function again(c: Conversation, line: number, { repeat }: Signals, trigger: Policy['triggers']['repeated']): Fired[] {
  if (!trigger.on || !repeat || repeat.times < trigger.times || c.answers + c.unsure === 0) return []
  const { line: earlier, score, times } = repeat
  return [{ reason: 'repeated', evidence: { kind: 'repeat', line, earlier, score, times }, ...handled(trigger), does: trigger.does }]
}

/** What the bot's answers so far add up to, once it has given one more. `same`: it said that before, at that number. */
export function readAnswer(c: Conversation, line: number, draft: Pick<Draft, 'confidence' | 'same' | 'grounds'>, world: World): Reading {
  const { circles, exchanges } = world.policy.triggers
  const { confidence: score, same = null } = draft
  const rules = readRules(c, 'score', { text: lastSaid(c), line, score, topic: c.topic, lines: c.lines }, world)
  if (c.left >= line || leaves(rules.applied)) return { fired: [], applied: rules.applied }
  const answers = c.exchanges + 1
  const fired = [...rules.fired, ...feltBy(line, draft, world)]
  if (circles.on && (answers >= circles.answers || same !== null))
    fired.push({
      reason: 'circles',
      evidence: { kind: 'count', answers, limit: circles.answers, same },
      ...handled(circles),
      does: circles.does,
    })
  if (exchanges.on && answers >= exchanges.after)
    fired.push({
      reason: 'exchanges',
      evidence: { kind: 'count', answers, limit: exchanges.after, same: null },
      ...handled(exchanges),
      does: 'offer',
    })
  return { fired, applied: rules.applied }
}

/** What counts of a draft that the visitor doesn't read: it says nothing again. */
export function unsaid({ confidence, grounds }: Draft): Pick<Draft, 'confidence' | 'grounds'> {
  return { confidence, ...(grounds && { grounds }) }
}

// ——— the owner's rules

type Moment = 'line' | 'topic' | 'score'
type Seen = { text: string; line: number | null; score: number | null; topic: string | null; lines: number }

/** Each rule is looked at once for a line: as soon as all that it asks for is known. */
function readRules(c: Conversation, moment: Moment, seen: Seen, world: World): Reading {
  const fired: Fired[] = []
  const applied: Fact[] = []
  const rules = rulesOf(world.policy.rules)
  const facts = factsFor(c, seen, rules.words(seen.text), world)
  for (const rule of rules.at[moment]) {
    const found = matches(rule.when, facts)
    if (!found) continue
    const { line } = seen
    const evidence: Evidence = { kind: 'rule', line, rule: rule.id, name: rule.name, matched: found.matched }
    for (const action of rule.actions)
      if (action.do === 'escalate' || action.do === 'offer')
        fired.push({ reason: 'rule', evidence, does: action.do, ...handled(action), late: true })
    applied.push(...applying(rule, line, found.matched))
  }
  return { fired, applied }
}

/** The line that is being read or answered, as far as a list shows it. */
function lastSaid({ preview }: Conversation): string {
  return preview?.by === 'visitor' ? preview.text : ''
}

/** A policy's rules that are on, by when they are looked at, and the words that they look for. */
const rulesOf = remembered((rules: readonly Rule[]) => {
  const at: Record<Moment, Rule[]> = { line: [], topic: [], score: [] }
  const on = rules.filter((rule) => rule.on)
  for (const rule of on) at[momentOf(rule)].push(rule)
  return { at, words: wordsOf(on.map(({ when }) => when)) }
})

function momentOf({ when }: Rule): Moment {
  const fields = new Set(conditionsOf(when).map(({ field }) => field))
  return fields.has('score') ? 'score' : fields.has('topic') ? 'topic' : 'line'
}

function factsFor(c: Conversation, { score, topic, lines }: Seen, words: Words, { now }: World): RuleFacts {
  const { name, email, verified } = c.contact
  const path = c.page && pathOf(c.page.url)
  return { path, words, language: c.language, name, email, verified, lines, score, topic, now, channel: 'widget' }
}

/** What a rule does besides bringing in a person, as one fact. */
function applying(rule: Rule, line: number | null, matched: string[]): Fact[] {
  const done = rule.actions.filter((action) => action.do !== 'escalate' && action.do !== 'offer')
  if (done.length === 0) return []
  const last = <K extends (typeof done)[number]['do']>(what: K) =>
    done.findLast((action): action is Extract<(typeof done)[number], { do: K }> => action.do === what)
  return [
    {
      type: 'ruleApplied',
      rule: rule.id,
      name: rule.name,
      line,
      matched,
      team: last('route')?.team ?? null,
      priority: last('priority')?.priority ?? null,
      tags: done.flatMap((action) => (action.do === 'tag' ? [action.tag] : [])),
      note: last('note')?.text ?? null,
      flag: last('flag') !== undefined,
      leave: last('leave') !== undefined,
    },
  ]
}

const leaves = (applied: readonly Fact[]) => applied.some((one) => one.type === 'ruleApplied' && one.leave)

export const handled = ({ team, priority, say }: Pick<Fired, 'team' | 'priority' | 'say'>) => ({ team, priority, say })

// ——— lists are compiled once

/** The owner's keywords, made ready to be found. */
export const termsOf = remembered((terms: readonly Term[]) => compileTerms(terms.map(({ id, text, exact }) => ({ id, text, exact }))))

const phrasesOf = remembered((phrases: readonly string[]) => compileTerms(phrases.map((text, i) => ({ id: String(i), text, exact: true }))))
