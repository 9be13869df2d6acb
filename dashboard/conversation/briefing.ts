import type { AlsoFound, EscalationReason, Evidence, Numbered, Source } from '@baton/contracts/facts.ts'
import { type Quote, quotesOf } from './quotes.ts'

export type Why = {
  at: number
  reason: EscalationReason
  evidence: Evidence
  /** The lines and answers that it is about. */
  quotes: readonly Quote[]
  also: readonly AlsoFound[]
  /** The visitor accepted an offer. */
  offered: boolean
}
export type Clock = { asked: number; seen: number | null; accepted: number | null; firstLine: number | null }
export type Earlier = { episode: number; n: number; at: number; text: string; outcome: string | null; by: string | null }
export type Tried = { sources: readonly Source[]; threshold: number; answers: number; helpful: number }

/** What an agent reads in five seconds, drawn from the facts alone. */
export type Briefing = { why: Why | null; clock: Clock | null; tried: Tried | null; earlier: readonly Earlier[] }

export function briefing(facts: readonly Numbered[]): Briefing {
  const episodes = split(facts)
  const current = episodes.at(-1) ?? []
  const escalation = current.findLast(({ fact }) => fact.type === 'escalated')
  return {
    why: why(current, escalation),
    clock: escalation ? clock(current, escalation) : null,
    tried: tried(current),
    earlier: episodes.slice(0, -1).map(summary).reverse(),
  }
}

function split(facts: readonly Numbered[]): Numbered[][] {
  const episodes: Numbered[][] = []
  for (const numbered of facts) {
    if (numbered.fact.type === 'episodeBegan' || episodes.length === 0) episodes.push([])
    episodes.at(-1)?.push(numbered)
  }
  return episodes
}

function why(facts: readonly Numbered[], escalation: Numbered | undefined): Why | null {
  if (escalation?.fact.type !== 'escalated') return null
  const { evidence, reason, also = [], offer = null } = escalation.fact
  return { at: escalation.at, reason, evidence, quotes: quotesOf(facts, evidence), also, offered: offer !== null }
}

function clock(facts: readonly Numbered[], escalation: Numbered): Clock {
  const later = facts.filter(({ n }) => n > escalation.n)
  const first = (type: Numbered['fact']['type']) => later.find(({ fact }) => fact.type === type)?.at ?? null
  return { asked: escalation.at, seen: first('handoverSeen'), accepted: first('accepted'), firstLine: first('agentSaid') }
}

/** The sources that the bot compared with last, best first; each once. */
function tried(facts: readonly Numbered[]): Tried | null {
  const answers = facts.flatMap(({ fact }) =>
    fact.type === 'botSaid' || fact.type === 'botHeldBack' || fact.type === 'botAsked' ? [fact] : [],
  )
  const last = answers.at(-1)
  if (!last) return null
  const best = new Map<string, Source>()
  for (const source of [...last.sources, ...last.tried]) {
    const known = best.get(source.title)
    if (!known || known.score < source.score) best.set(source.title, source)
  }
  const sources = [...best.values()].sort((a, b) => b.score - a.score).slice(0, 5)
  const said = answers.filter(({ type }) => type === 'botSaid').length
  const helpful = facts.filter(({ fact }) => fact.type === 'answerRated' && fact.helpful).length
  return { sources, threshold: last.threshold, answers: said, helpful }
}

function summary(facts: readonly Numbered[]): Earlier {
  const began = facts[0]
  const first = facts.find(({ fact }) => fact.type === 'visitorSaid')?.fact
  const end = facts.findLast(({ fact }) => fact.type === 'closed' || fact.type === 'wentQuiet')?.fact
  return {
    episode: began?.fact.type === 'episodeBegan' ? began.fact.episode : 1,
    n: began?.n ?? 1,
    at: began?.at ?? 0,
    text: first?.type === 'visitorSaid' ? first.text : '',
    outcome: end?.type === 'closed' ? end.outcome : end ? 'unanswered' : null,
    by: end?.type === 'closed' ? end.name : null,
  }
}
