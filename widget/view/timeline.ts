import type { VisitorFact } from '@baton/contracts/facts.ts'
import type { Live, Pending, Said } from '../live/store.ts'
import { isLine } from '../live/store.ts'
import { t } from '../strings.ts'
import { spoken } from './spoken.ts'

export type Speaker = { by: 'you' } | { by: 'bot' } | { by: 'agent'; agent: string; name: string }
type DeliveryState = 'waiting' | 'sending' | 'sent' | 'seen'

export type Line = {
  kind: 'line'
  key: string
  at: number
  speaker: Speaker
  text: string
  /** First of this speaker's lines in a row: says who speaks. Last: carries the face. */
  first: boolean
  last: boolean
  /** Says the name above: once for each time that a person comes in. */
  named: boolean
  state: DeliveryState | null
  answer: {
    n: number
    sources: { title: string; url: string | null }[]
    /** 0–1, where the owner shows it. */
    sure: number | null
    helpful: boolean | null
    rateable: boolean
  } | null
  /** What the visitor may tap: whether a person should come, or which question was meant. */
  asks: { n: number; choices: string[] | null } | null
}
/** `text`: in the server's own words. */
export type Happened = {
  kind: 'event'
  key: string
  at: number
  what: EventName
  name: string
  agent: string | null
  text?: string | undefined
}
export type Day = { kind: 'day'; key: string; at: number }
export type Item = Line | Happened | Day

type EventName = 'asked' | 'joined' | 'left' | 'closed' | 'withdrawn' | 'bot' | 'contact' | 'quiet' | 'solved' | 'unsolved'

/** Among visitors, people go by their first name; the header says it in full. */
export const firstOf = (name: string): string => name.split(' ', 1)[0] || name

/** A new heading after a night, or after so long a silence (ms). */
const silence = 3_600_000

/** What the log shows, from the facts and from what has not gone out yet. `now` is ms since 1970, by the server's clock. */
export function timeline(live: Live, now: number): Item[] {
  const verdicts = verdictsOf(live)
  const items = [
    ...inPlace(live).flatMap((said) => itemOf(said, verdicts, live) ?? []),
    ...live.outbox.flatMap((pending) => pendingItem(pending, live) ?? []),
  ]
  const heard = latestState(items, live)
  return grouped(
    items.map((item) => (item.kind === 'line' && item.key === heard?.key ? { ...item, state: heard.state } : item)),
    now,
  )
}

/** An answer that ended early stands where it was being written, and so does one that still is: below the line that it answers. */
function inPlace({ facts, draft }: Live): Said[] {
  const all = facts.filter(({ fact }) => fact.type !== 'answerCut')
  for (const cut of facts)
    if (cut.fact.type === 'answerCut') {
      const { answers } = cut.fact
      const line = all.findIndex(({ n }) => n === answers)
      all.splice(line < 0 ? all.length : line + 1, 0, cut)
    }
  if (draft) {
    const { id, text, after: n, at } = draft
    const next = all.findIndex((each) => each.n > n)
    all.splice(next < 0 ? all.length : next, 0, { n, at, cause: '', drawnAs: id, fact: { type: 'answerCut', answers: n, draft: id, text } })
  }
  return all
}

type Verdicts = Map<number, boolean>

/** What the visitor found of each answer, by its number; the latest word counts, also before the server has it. */
function verdictsOf({ facts, outbox }: Live): Verdicts {
  const verdicts: Verdicts = new Map()
  for (const { fact } of facts) if (fact.type === 'answerRated') verdicts.set(fact.answer, fact.helpful)
  for (const { act } of outbox) if (act.type === 'rate') verdicts.set(act.answer, act.helpful)
  return verdicts
}

/** The bot's first line is its greeting, in the visitor's language where there is one: it is nobody's answer, and no fact. */
export function greetingOf({ bot }: Live): Line {
  return { ...line('greeting', 0, { by: 'bot' }, bot.greetings?.[spoken() ?? ''] ?? bot.greeting), named: true }
}

function itemOf(said: Said, verdicts: Verdicts, live: Live): Line | Happened | null {
  const { n, at, fact } = said
  const event = (what: EventName, name = '', agent: string | null = null): Happened => ({
    kind: 'event',
    key: said.cause + n,
    at,
    what,
    name,
    agent,
  })
  if (fact.type === 'visitorSaid') return line(said.cause, at, { by: 'you' }, fact.text)
  if (isLine(fact)) {
    const speaker: Speaker = fact.type === 'agentSaid' ? { by: 'agent', agent: fact.agent, name: firstOf(fact.name) } : { by: 'bot' }
    const key = said.drawnAs ?? (fact.type === 'answerCut' ? fact.draft : `n${n}`)
    const asks = asksOf(said, live)
    return { ...line(key, at, speaker, asks ? fact.text : inFull(fact)), answer: answerOf(said, verdicts), asks }
  }
  switch (fact.type) {
    case 'visitorAsked':
      return { ...event('asked'), key: said.cause }
    case 'visitorChose':
      return line(said.cause || `n${n}`, at, { by: 'you' }, fact.choice === null ? t('choice.person') : fact.text)
    case 'offerAnswered':
      return fact.how === 'button' ? line(`n${n}`, at, { by: 'you' }, t(fact.accepted ? 'offer.yes' : 'offer.no')) : null
    case 'visitorJudged':
      return event(fact.solved ? 'solved' : 'unsolved')
    case 'wentQuiet':
      return event('quiet')
    case 'accepted':
      return { ...event('joined', firstOf(fact.name), fact.agent), text: fact.said }
    case 'reopened':
      return fact.waits ? null : event('joined', firstOf(fact.name), fact.agent)
    case 'handedBack':
      return event('left', firstOf(fact.name))
    case 'closed':
      return event('closed', firstOf(fact.name))
    case 'promiseWithdrawn':
      return event('withdrawn', firstOf(fact.name))
    case 'visitorStoppedWaiting':
      return fact.instead === 'bot' ? event('bot') : null
    case 'contactGiven':
      return event('contact', [fact.name, fact.email].filter(Boolean).join(', '))
    default:
      return null
  }
}

function answerOf({ n, fact }: Said, verdicts: Verdicts): Line['answer'] {
  if (fact.type !== 'botSaid') return null
  return { n, sources: fact.sources, sure: fact.sure ?? null, helpful: verdicts.get(n) ?? null, rateable: fact.mode !== 'smalltalk' }
}

/** Only what is still open, and has not been answered by what is on its way. */
/** What was asked back is read with its choices also when they can't be tapped any more. */
function inFull(fact: Extract<VisitorFact, { text: string }>): string {
  return fact.type === 'botAsked' ? [fact.text, ...fact.choices.map((label) => `- ${label}`)].join('\n') : fact.text
}

function asksOf({ n, fact }: Said, { conversation, outbox }: Live): Line['asks'] {
  if (outbox.some(({ act }) => act.type === 'answerOffer' || act.type === 'choose' || act.type === 'say')) return null
  if (conversation.offer?.n === n) return { n, choices: null }
  return conversation.asking?.n === n && fact.type === 'botAsked' ? { n, choices: fact.choices } : null
}

function pendingItem({ cause, act, at, last }: Pending, live: Live): Line | Happened | null {
  const event = (what: EventName): Happened => ({ kind: 'event', key: cause, at: at + live.skew, what, name: '', agent: null })
  if (act.type === 'ask') return event('asked')
  if (act.type === 'judge') return event(act.solved ? 'solved' : 'unsolved')
  const text = wordsOf(act, live)
  if (text === null) return null
  const state = last !== undefined ? 'sent' : live.link === 'on' ? 'sending' : 'waiting'
  return { ...line(cause, at + live.skew, { by: 'you' }, text), state }
}

/** What the visitor says by it, in words. */
function wordsOf(act: Pending['act'], { conversation }: Live): string | null {
  if (act.type === 'say') return act.text
  if (act.type === 'answerOffer') return t(act.accept ? 'offer.yes' : 'offer.no')
  if (act.type !== 'choose') return null
  return (act.choice !== null && conversation.asking?.choices[act.choice]?.label) || t('choice.person')
}

function line(key: string, at: number, speaker: Speaker, text: string): Line {
  return { kind: 'line', key, at, speaker, text, first: true, last: true, named: false, state: null, answer: null, asks: null }
}

/** Only the latest of the visitor's lines says how far it came: seen by a person, or, while nothing has come back, sent. */
function latestState(items: (Line | Happened)[], live: Live): { key: string; state: DeliveryState } | null {
  const last = items.at(-1)
  const own = items.findLast((item) => item.kind === 'line' && item.speaker.by === 'you' && !item.state)
  if (own?.kind !== 'line') return null
  const n = live.facts.find(({ cause, fact }) => cause === own.key && (fact.type === 'visitorSaid' || fact.type === 'visitorChose'))?.n ?? 0
  if (n && live.seen.agent >= n && live.conversation.holder.kind !== 'bot') return { key: own.key, state: 'seen' }
  return own === last ? { key: own.key, state: 'sent' } : null
}

const same = (a: Speaker, b: Speaker) => a.by === b.by && (a.by !== 'agent' || b.by !== 'agent' || a.agent === b.agent)
const night = (a: number, b: number) => new Date(a).toDateString() !== new Date(b).toDateString()

/** Puts headings between days and marks where a speaker begins and ends. */
function grouped(items: (Line | Happened)[], now: number): Item[] {
  const out: Item[] = []
  let before: Line | Happened | null = null
  let named: string | null = null
  for (const item of items) {
    // What begins today needs no heading.
    const apart: boolean = before === null ? night(item.at, now) : night(before.at, item.at) || item.at - before.at > silence
    if (apart) out.push({ kind: 'day', key: `day${item.key}`, at: item.at })
    if (item.kind === 'event') {
      named = null
      out.push(item)
    } else {
      const next = follows(out, item)
      const agent: string | null = item.speaker.by === 'agent' ? item.speaker.agent : named
      out.push({ ...item, first: !next, named: agent !== named })
      named = agent
    }
    before = item
  }
  return out
}

/** Whether the line goes on where the one before it ended; that one then gives its face away. */
function follows(out: Item[], line: Line): boolean {
  const before = out.at(-1)
  if (before?.kind !== 'line' || !same(before.speaker, line.speaker)) return false
  out[out.length - 1] = { ...before, last: !!before.answer?.sources.length || !!before.asks }
  return true
}
