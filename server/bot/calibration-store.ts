import type { Meaning } from '../encoder/meaning.ts'
import { type Line, worthwhile } from './calibration.ts'
import type { Weights } from './confidence.ts'
import { rehearse } from './rehearsal.ts'
import type { Db } from './words.ts'

export type Mode = 'words' | 'meaning' | 'pair' | 'quote' | 'model'

/**
 * Learns from a bot's own knowledge how sure its search may be, with meaning and by words alone. What does not help on questions that it never saw
 * is forgotten.
 */
export async function calibrateKnowledge(
  db: Db,
  bot: string,
  { meaning, at, weights }: { meaning: Meaning | null; at: number; weights?: Weights | undefined },
): Promise<void> {
  const { words, meaning: meant } = await rehearse(db, bot, { meaning, weights })
  await keepLine(db, bot, 'words', { line: worthwhile(words), counted: words.flat().length, encoder: null, at })
  await keepLine(db, bot, 'meaning', { line: worthwhile(meant), counted: meant.flat().length, encoder: meaning?.name ?? null, at })
}

type Kept = { line: Line | null; counted: number; encoder: string | null; at: number }

/** Stores a line, or forgets the one that was there. */
export async function keepLine(db: Db, bot: string, mode: Mode, { line, counted, encoder, at }: Kept): Promise<void> {
  if (!line) return void (await db.query('delete from calibration where bot = $1 and mode = $2', [bot, mode]))
  await db.query(
    `insert into calibration (bot, mode, encoder, scale, shift, counted, at) values ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0))
     on conflict (bot, mode) do update set encoder = $3, scale = $4, shift = $5, counted = $6, at = excluded.at`,
    [bot, mode, encoder, line.scale, line.shift, counted, at],
  )
}
