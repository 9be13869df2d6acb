import type { Condition, Group } from '@baton/contracts/policy.ts'
import { fits, globOf, pathOf } from './glob.ts'
import { compileTerms, occurring } from './keywords.ts'
import { remembered } from './remembered.ts'

/** Which words of a rule's list are there. */
export type Words = (list: readonly string[]) => readonly string[]

/**
 * What a rule looks at. `path` is that of the page, `now` milliseconds since 1970, `lines` the visitor's lines in this episode. Null is what isn't known:
 * an unknown language or score meets no condition, neither "is" nor "is not".
 */
export type RuleFacts = {
  path: string | null
  words: Words
  language: string | null
  name: string | null
  email: string | null
  verified: boolean
  lines: number
  score: number | null
  topic: string | null
  now: number
  channel: 'widget'
}

/** Do these conditions hold? `matched` says in words which of them did. */
export function matches(group: Group, facts: RuleFacts): { matched: string[] } | null {
  return joined(group.join, group.of, (part) => ('join' in part ? inner(part.join, part.of, facts) : holds(part, facts)))
}

function inner(join: Group['join'], of: readonly Condition[], facts: RuleFacts): string[] | null {
  return joined(join, of, (condition) => holds(condition, facts))?.matched ?? null
}

function joined<Part>(join: Group['join'], parts: readonly Part[], check: (part: Part) => string[] | null): { matched: string[] } | null {
  const matched: string[] = []
  let any = false
  for (const part of parts) {
    const found = check(part)
    if (!found && join === 'all') return null
    any ||= found !== null
    matched.push(...(found ?? []))
  }
  return any ? { matched } : null
}

/** The condition in words where it holds, else null. */
function holds(condition: Condition, facts: RuleFacts): string[] | null {
  switch (condition.field) {
    case 'page':
      return when(facts.path !== null && fits(facts.path, pagesOf(condition)) === (condition.op === 'is'), condition)
    case 'words':
      return words(condition, facts.words(condition.value))
    case 'language':
      return when(facts.language !== null && (facts.language === condition.value) === (condition.op === 'is'), condition)
    case 'name':
    case 'email':
      return when(textIs(facts[condition.field] ?? '', condition.op, condition.value), condition)
    case 'contact':
      return when((facts.email !== null) === (condition.op === 'known'), condition)
    case 'verified':
      return when(facts.verified === (condition.op === 'yes'), condition)
    case 'lines':
      return when(facts.lines >= condition.value === (condition.op === 'atLeast'), condition)
    case 'score':
      return when(facts.score !== null && facts.score >= condition.value === (condition.op === 'atLeast'), condition)
    case 'topic':
      return when((facts.topic === condition.value) === (condition.op === 'is'), condition)
    case 'time':
      return when(within(condition, minuteOf(facts.now, condition.zone)) === (condition.op === 'within'), condition)
    case 'day':
      return when(condition.value.includes(dayOf(facts.now, condition.zone)) === (condition.op === 'is'), condition)
    case 'channel':
      return when((facts.channel === condition.value) === (condition.op === 'is'), condition)
  }
}

function when(holds: boolean, condition: Condition): string[] | null {
  return holds ? [describe(condition)] : null
}

function describe(condition: Condition): string {
  const { field, op } = condition
  const how = spoken[op] ?? op
  if (condition.field === 'time') return `${field} ${how} ${condition.from}–${condition.to}`
  return 'value' in condition ? `${field} ${how} ${[condition.value].flat().join(', ')}` : `${field} ${how}`
}

const spoken: Record<string, string> = {
  isNot: 'is not',
  startsWith: 'starts with',
  atLeast: 'at least',
  hasNot: 'has not',
}

const pagesOf = remembered(({ value }: Condition & { field: 'page' }) => globOf(pathOf(value)))

// ——— words

function words(condition: Condition & { field: 'words' }, found: readonly string[]): string[] | null {
  if (condition.op === 'hasNot') return when(found.length === 0, condition)
  return found.length > 0 ? [`words has ${found.join(', ')}`] : null
}

/**
 * The words that these rules look for, to be found together, however many lists there are. They count whatever the sentence around them means: that
 * is what keywords are for. A line is gone through once, as soon as a rule asks.
 */
export function wordsOf(groups: readonly Group[]): (text: string) => Words {
  const lists = [...new Set(groups.flatMap(conditionsOf).flatMap((one) => (one.field === 'words' ? [one.value] : [])))]
  const listed = lists.flatMap((list) => list.map((word) => ({ list, word })))
  const terms = compileTerms(listed.map(({ word }, i) => ({ id: String(i), text: word })))
  const found = (text: string) => {
    const byList = new Map<readonly string[], string[]>()
    for (const id of occurring(text, terms)) {
      const { list, word } = listed[Number(id)] ?? { list: [], word: '' }
      byList.set(list, [...(byList.get(list) ?? []), word])
    }
    return byList
  }
  return (text) => {
    let known: ReturnType<typeof found> | null = null
    return (list) => {
      known ??= found(text)
      return known.get(list) ?? []
    }
  }
}

/** All that a rule looks at, whatever it is joined by. */
export function conditionsOf({ of }: Group): Condition[] {
  return of.flatMap((one) => ('of' in one ? one.of : [one]))
}

function textIs(text: string, op: 'is' | 'isNot' | 'contains' | 'startsWith', value: string): boolean {
  const [here, there] = [text.trim().toLowerCase(), value.trim().toLowerCase()]
  if (op === 'contains') return here.includes(there)
  if (op === 'startsWith') return here.startsWith(there)
  return (here === there) === (op === 'is')
}

// ——— time

/** From `from` on, before `to`; past midnight where `to` comes first, the whole day where they are the same. */
function within({ from, to }: { from: string; to: string }, minute: number): boolean {
  const [start, end] = [minutesOf(from), minutesOf(to)]
  return start < end ? start <= minute && minute < end : minute >= start || minute < end
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

function minuteOf(now: number, zone: string): number {
  return minutesOf(wallTime(now, zone).slice(4))
}

/** 1 is Monday. */
function dayOf(now: number, zone: string): number {
  return days.indexOf(wallTime(now, zone).slice(0, 3)) + 1
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const zones = new Map<string, Intl.DateTimeFormat>()

/** "Mon 18:30" */
function wallTime(now: number, zone: string): string {
  const minute = Math.floor(now / 60_000)
  const known = read.get(zone)
  if (known?.minute === minute) return known.text
  const text = formatted(now, zone)
  if (read.size < 600) read.set(zone, { minute, text })
  return text
}

/** All rules look at one clock: what a zone read last is remembered for its minute. */
const read = new Map<string, { minute: number; text: string }>()

function formatted(now: number, zone: string): string {
  const format =
    zones.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (zones.size < 600) zones.set(zone, format)
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]))
  return `${parts.weekday} ${parts.hour}:${parts.minute}`
}
