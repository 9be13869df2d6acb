import type { Fact } from '@baton/contracts/facts.ts'
import type { Term } from '@baton/contracts/policy.ts'
import type { TermSuggestion } from '@baton/contracts/rules.ts'
import { compileTerms, findTerms } from '@baton/core/keywords.ts'
import { overused } from '@baton/core/suggest-terms.ts'
import type { Pool } from 'pg'
import { day } from './replays.ts'

const days = 30
const mostConversations = 3_000
const mostShown = 12
const mostExamples = 3

/** Words that are more common before a person comes than elsewhere, without those that are keywords already or were dismissed. */
export async function suggestTerms(
  db: Pool,
  bot: string,
  terms: readonly Term[],
  now: number,
): Promise<{ suggestions: TermSuggestion[]; lines: number }> {
  const [{ before, others }, dismissed] = await Promise.all([linesOf(db, bot, now - days * day), dismissedBy(db, bot)])
  const known = compileTerms(terms)
  const suggestions = overused(before, others)
    .filter(({ term }) => !dismissed.has(term) && findTerms(term, known).length === 0)
    .slice(0, mostShown)
    .map((one) => ({ ...one, examples: examplesOf(one.term, before) }))
  return { suggestions, lines: before.length }
}

function examplesOf(text: string, lines: readonly string[]): string[] {
  const term = compileTerms([{ id: 'one', text }])
  return lines.filter((line) => findTerms(line, term).length > 0).slice(0, mostExamples)
}

type Told = Pick<Fact, 'type'> & { text: string | null; reason: string | null; how: string | null }

/** Of each episode the last three lines before somebody asked for a person or one took over, and all lines of episodes without one. */
async function linesOf(db: Pool, bot: string, since: number): Promise<{ before: string[]; others: string[] }> {
  const { rows } = await db.query<Told & { conversation: string }>(
    `select f.conversation, f.fact ->> 'type' as type, f.fact ->> 'text' as text, f.fact ->> 'reason' as reason, f.fact ->> 'how' as how
     from (select id from conversation where bot = $1 and minute >= $2 order by minute desc, id limit $3) c join fact f on f.conversation = c.id
     where f.fact ->> 'type' in ('episodeBegan', 'visitorSaid', 'escalated', 'accepted') and f.at >= $4 order by f.conversation, f.n`,
    [bot, Math.floor(since / 60_000), mostConversations, since],
  )
  const before: string[] = []
  const others: string[] = []
  let lines: string[] = []
  let over = false
  const end = () => {
    if (!over) others.push(...lines)
    lines = []
    over = false
  }
  let last = ''
  for (const { conversation, ...told } of rows) {
    if (told.type === 'episodeBegan' || conversation !== last) end()
    last = conversation
    if (over) continue
    if (told.type === 'visitorSaid' && told.text !== null) lines.push(told.text)
    if (told.type !== 'escalated' && told.type !== 'accepted') continue
    over = true
    if (wanted(told)) before.push(...lines.slice(-linesBefore))
  }
  end()
  return { before, others }
}

const linesBefore = 3

function wanted({ type, reason, how }: Told): boolean {
  return type === 'escalated' ? reason === 'asked' : how === 'tookOver' || how === 'wrote'
}

async function dismissedBy(db: Pool, bot: string): Promise<Set<string>> {
  const { rows } = await db.query<{ term: string }>('select term from dismissed_term where bot = $1', [bot])
  return new Set(rows.map(({ term }) => term))
}

export async function dismissTerm(db: Pool, one: { bot: string; term: string; by: string; now: number }): Promise<void> {
  await db.query('insert into dismissed_term (bot, term, by, at) values ($1, $2, $3, $4) on conflict do nothing', [
    one.bot,
    one.term,
    one.by,
    one.now,
  ])
}

/** A short name for a new keyword that no other has. */
export function termId(text: string, taken: ReadonlySet<string>): string {
  const slug =
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 30) || 'word'
  for (let k = 1; ; k++) {
    const id = k === 1 ? slug : `${slug}-${k}`
    if (!taken.has(id)) return id
  }
}
