import type { Numbered } from '@baton/contracts/facts.ts'
import { asksForPerson } from './asked.ts'
import { frustration } from './frustration.ts'
import { type KnownFact, knownFacts, type Line } from './known-facts.ts'
import { sentencesOf } from './sentences.ts'
import { tokenize } from './tokens.ts'
import { answersOffer, saysResolved, saysUnresolved } from './unresolved.ts'

/** What was said in the running episode, without small talk. */
export function linesOf(facts: readonly Numbered[]): Line[] {
  return facts
    .slice(
      Math.max(
        0,
        facts.findLastIndex(({ fact }) => fact.type === 'episodeBegan'),
      ),
    )
    .flatMap(({ n, fact }): Line[] => {
      if (fact.type === 'visitorSaid' || (fact.type === 'visitorChose' && fact.choice !== null))
        return [{ n, by: 'visitor', text: fact.text }]
      if (fact.type === 'botSaid' && fact.mode !== 'smalltalk') return [{ n, by: 'bot', text: fact.text }]
      return fact.type === 'agentSaid' ? [{ n, by: 'agent', text: fact.text }] : []
    })
}

/** What a conversation was about, in its own words. */
export type Summary = {
  /** The visitor's question as it was written, shortened; empty where none was asked. */
  goal: string
  /** Two or three sentences: the question, what the bot tried, how it ended. */
  summary: string
  /** What a helper would have to ask for first. */
  missing: ('order' | 'email' | 'phone')[]
  /** What an agent may begin with; `name` is the visitor's, if known. */
  firstLine(name: string | null, agent: string): string
}

/** A faithful extract, without a model: nothing in it that was not said. */
export function summaryOf(lines: readonly Line[]): Summary {
  const goal = goalOf(lines)
  const known = knownFacts(lines)
  return {
    goal: goal?.text ?? '',
    summary: [asked(goal), tried(lines), ended(lines)].filter(Boolean).join(' '),
    missing: missing(lines, known),
    firstLine: (name, agent) => firstLine(goal?.text ?? '', name, agent),
  }
}

const longestGoal = 160
const longestQuote = 120

type Goal = { text: string; n: number; times: number }

/** What the bot has answered is behind them: of what asks or needs something, the open one comes first. */
const stillOpen = 6
const wishes = 4

/** The sentence of the visitor's that says most of what they came for now; of equals the later. */
function goalOf(lines: readonly Line[]): Goal | null {
  let best: (Goal & { weight: number }) | null = null
  const answered = lines.findLast(({ by }) => by === 'bot')?.n ?? 0
  for (const { by, text, n } of lines) {
    if (by !== 'visitor' || saysUnresolved(text) || answersOffer(text)) continue
    for (const sentence of sentencesOf(text)) {
      const says = substance(sentence.text)
      const weight = says >= wishes && n > answered ? says + stillOpen : says
      if (weight > 0 && weight >= (best?.weight ?? 0)) best = { text: shorten(sentence.text, longestGoal), n, weight, times: 1 }
    }
  }
  return best
}

const enough = 12
const openers = new Set(
  'how what when where why which who can could do does did is are will would should wie was wann wo warum kann comment quand pourquoi puis como cuando donde puedo come quando dove posso hoe wanneer waar kan jak kiedy gdzie nasil hur nar var'.split(
    ' ',
  ),
)
const needs = new Set(
  'need want like looking trying cannot cant broken missing wrong order brauche mochte besoin voudrais necesito quiero voglio vorrei preciso quero nodig wil potrzebuje istiyorum behover'.split(
    ' ',
  ),
)

/** Of these alone a call into the room is made: "Are you still there?", "Somebody here now?". */
const presence = new Set(
  'still there here anybody anyone somebody someone nobody hello waiting noch jemand hier toujours encore quelqu alguien sigues todavia ancora qualcuno alguem ainda iemand ktos biri nagon'.split(
    ' ',
  ),
)

/** How much of a wish a sentence carries. */
function substance(sentence: string): number {
  const tokens = tokenize(sentence)
  const words = tokens.filter(({ word }) => word.length > 3 && !presence.has(word)).length
  if (words === 0 || saysResolved(sentence)) return 0
  if (asksForPerson(sentence)) return 0.5
  if (frustration([sentence]).score >= 0.5) return 1
  const question = sentence.includes('?') || openers.has(tokens[0]?.word ?? '') ? 4 : 0
  return 1 + Math.min(words, enough) / 2 + question + (tokens.some(({ word }) => needs.has(word)) ? 2 : 0)
}

function asked(goal: Goal | null): string {
  if (!goal) return 'The visitor has not asked anything yet.'
  return `The visitor wrote: “${goal.text}”${stop(goal.text)}`
}

function tried(lines: readonly Line[]): string {
  const answers = lines.filter(({ by }) => by === 'bot')
  const last = answers.at(-1)
  if (!last) return 'The bot has not answered.'
  const quote = shorten(sentencesOf(last.text)[0]?.text ?? last.text, longestQuote)
  return answers.length > 1
    ? `The bot answered ${answers.length} times, last with: “${quote}”${stop(quote)}`
    : `The bot answered: “${quote}”${stop(quote)}`
}

function ended(lines: readonly Line[]): string {
  const since = lines.slice(lines.findLastIndex(({ by }) => by === 'bot') + 1).filter(({ by }) => by === 'visitor')
  const said = since.map(({ text }) => text)
  const ends = [
    said.some(saysUnresolved) && 'says that it did not help',
    said.some((text) => asksForPerson(text)) && 'asked for a person',
    frustration(said).score >= 0.5 && 'sounds annoyed',
    said.length > 0 && said.every(saysResolved) && 'seems content',
  ].filter((end) => end !== false)
  return ends.length > 0 ? `The visitor ${list(ends)}.` : ''
}

function list(parts: readonly string[]): string {
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '')
}

function stop(text: string): string {
  return /[.!?…]$/.test(text) ? '' : '.'
}

/** Cut between words. */
function shorten(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= longest) return line
  const cut = line.slice(0, longest).toWellFormed()
  const space = cut.lastIndexOf(' ')
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).replace(/[,;:]$/, '')}…`
}

const aboutOrders =
  /\b(?:order|orders|ordered|parcel|package|delivery|deliver|delivered|shipment|shipping|tracking|refund|refunded|return|bestellung|bestellt|paket|lieferung|commande|colis|livraison|pedido|paquete|envío|ordine|pacco|consegna|encomenda|entrega|bestelling|pakket|levering|zamówienie|paczka|sipariş|kargo|beställning|paketet|leverans)\b/iu
const aboutCalls =
  /\b(?:call me|ring me|phone me|call back|callback|ruft mich|zurückrufen|rappel\w*|llámame|llámenme|richiam\w*|ligue|bel me|zadzwoń|beni arayın|ring mig)\b/iu
const aboutOneOrder =
  /\b(?:my|mine|where|track|late|broken|damaged|wrong|missing|cancel|not arrived|arrived|mein|meine|mon|ma|mi|mio|mia|meu|minha|mijn|moje|moja|min|mitt)\b/iu

/** What the matter needs and nobody has told. */
function missing(lines: readonly Line[], known: readonly KnownFact[]): Summary['missing'] {
  const said = lines.filter(({ by }) => by === 'visitor').map(({ text }) => text)
  const has = (kind: KnownFact['kind']) => known.some((fact) => fact.kind === kind)
  const open: Summary['missing'] = []
  if (said.some((text) => aboutOrders.test(text) && aboutOneOrder.test(text)) && !has('order')) open.push('order')
  if (said.length > 0 && !has('email')) open.push('email')
  if (said.some((text) => aboutCalls.test(text)) && !has('phone')) open.push('phone')
  return open
}

function firstLine(goal: string, name: string | null, agent: string): string {
  const hello = `Hello${name?.trim() ? ` ${name.trim()}` : ''}, I’m ${agent}.`
  return goal ? `${hello} I’ve read your chat so far, and I’m looking at your question now: “${goal}”` : `${hello} How can I help?`
}
