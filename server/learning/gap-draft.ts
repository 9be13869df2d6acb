import type { Numbered } from '@baton/contracts/facts.ts'
import type { GapDraft } from '@baton/contracts/gaps.ts'
import type { Pool } from 'pg'
import { literally, mask } from './mask.ts'

/** So many conversations, the newest, are looked at for an answer; of one, so many lines belong to it. */
const mostLooked = 20
const mostLines = 3
const mostPhrasings = 8
const longestPhrasing = 200

/** A pair as it could be: the gap's questions as its phrasings, and what a person answered to the newest of them. */
export async function draftOf(db: Pick<Pool, 'query'>, gap: string, title: string): Promise<GapDraft> {
  const { rows } = await db.query<{ conversation: string; line: number; text: string; name: string | null }>(
    `select q.conversation, q.line, q.text, c.state -> 'contact' ->> 'name' as name from question q join conversation c on c.id = q.conversation
     where q.gap = $1 order by q.at desc, q.id limit ${mostLooked}`,
    [gap],
  )
  const names = rows.flatMap(({ name }) => name ?? [])
  const question = phrasings([title, ...rows.map(({ text }) => text)], names)
  for (const { conversation, line, name } of rows) {
    const { rows: facts } = await db.query<Numbered>(
      'select n, at, cause, fact from fact where conversation = $1 and n > $2 order by n limit 200',
      [conversation, line],
    )
    const said = personsAnswer(facts)
    if (!said) continue
    const { text, masked } = mask(withoutGreeting(said.text, said.agent), [...(name ? [name] : []), said.agent])
    return { question, answer: text, from: { conversation, line: said.line, agent: said.agent }, masked }
  }
  return { question, answer: '', from: null, masked: 0 }
}

function phrasings(texts: readonly string[], names: readonly string[]): string {
  const lines = texts.map((text) => mask(text.replace(/\s+/g, ' ').trim(), names).text.slice(0, longestPhrasing))
  const unique = new Map(lines.map((text) => [text.toLowerCase(), text]))
  return [...unique.values()].slice(0, mostPhrasings).join('\n')
}

/** What a person said first that is more than a greeting, up to the visitor's next line; null where none came in this episode. */
export function personsAnswer(facts: readonly Numbered[]): { text: string; agent: string; line: number } | null {
  const lines: string[] = []
  let first: { agent: string; line: number } | null = null
  for (const { n, fact } of facts) {
    if (fact.type === 'episodeBegan') break
    if (fact.type === 'visitorSaid' && first) break
    if (fact.type !== 'agentSaid' || !answers(fact.text, fact.name)) continue
    first ??= { agent: fact.name, line: n }
    lines.push(fact.text.trim())
    if (lines.length === mostLines) break
  }
  return first && { ...first, text: lines.join('\n') }
}

const greeting =
  /^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|dear|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|bonjour|hola|ciao|olá|hej|cześć|merhaba|goedendag)(?:\s+(?!and\b|und\b)[\p{L}’'.-]+){0,4})\s*[,.!–:-]\s*/iu

function withoutGreeting(text: string, agent: string): string {
  const [first = ''] = agent.trim().split(/\s+/)
  const rest = introductions.reduce((left, of) => left.replace(of(first), ''), text.replace(greeting, '')).trim()
  return rest ? rest.charAt(0).toUpperCase() + rest.slice(1) : ''
}

/** "I’m Ada.", "This is Bo from Support.", "Bo here." */
const introductions = [
  (name: string) =>
    new RegExp(
      `^(?:i(?:’|'| a)m|(?:this|it) is|my name is|you(?:’|'| a)re (?:speaking|talking|chatting) (?:to|with)|ich bin|hier ist|mein name ist) ${literally(name)}\\b[^.!?\\n]{0,40}[.!]\\s*`,
      'iu',
    ),
  (name: string) => new RegExp(`^${literally(name)}(?: \\p{L}+)? (?:here|hier)[.!,]?\\s*`, 'iu'),
]

/** Neither a greeting nor "one moment please" nor a question back: the answer comes after it. */
function answers(text: string, agent: string): boolean {
  const rest = withoutGreeting(text, agent)
  if (rest === '' || (rest.length < 90 && opening.test(rest))) return false
  return !/^[^.!?\n]*\?$/.test(rest)
}
const opening =
  /^(?:[^.!?]{0,40}[.!,]\s*)?(?:how (?:can|may) i help|what can i do for you|i(?:’|')?ll (?:look|check|have a look)|let me (?:look|check|have a look|see)|one moment|just a moment|a moment please|wie kann ich|einen moment)[^?!.]*[?!.]*$/i
