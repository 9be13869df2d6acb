import { languageOf } from './language.ts'
import type { Ranked } from './rank.ts'
import type { Db } from './words.ts'

type Marked = { id: string; language: string; category: string }

/** Leaves out pairs that are marked as of another language than the question's, where one of their category is in the question's. */
export async function inItsLanguage(db: Db, question: string, ranked: Ranked[]): Promise<Ranked[]> {
  const language = languageOf(question)
  const pairs = ranked.filter(({ entry }) => entry.phrasings.length > 0).map(({ entry }) => entry.chunk.id)
  if (language === null || pairs.length === 0) return ranked
  const { rows } = await db.query<Marked>(
    `select c.id, lower(p.language) as language, p.category from chunk c join pair p on p.id = c.pair
     where c.id = any($1) and p.language is not null and p.category is not null`,
    [pairs],
  )
  const own = new Set(rows.filter((one) => speaks(one, language)).map(({ category }) => category))
  const others = new Set(rows.filter((one) => !speaks(one, language) && own.has(one.category)).map(({ id }) => id))
  return others.size === 0 ? ranked : ranked.filter(({ entry }) => !others.has(entry.chunk.id))
}

/** `de-AT` is `de`. */
const speaks = (one: Marked, language: string) => one.language.split('-')[0] === language
