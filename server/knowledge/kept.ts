import type { PairWanted } from '@baton/contracts/gaps.ts'
import type { NewPair, PairItem } from '@baton/contracts/knowledge.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { addPair, changePair, tidyPair } from './pairs.ts'
import { insertSource } from './sources.ts'
import type { KnowledgeDeps } from './store.ts'

const title = 'Questions and answers'
/** Of all phrasings of a pair, as everywhere. */
const longest = 2_000

/**
 * Keeps what was learned from conversations as a pair of a bot's: in the source that is named, else in the bot's newest of pairs, else in a new one.
 * With `pair`, one that is there gets more phrasings, and this answer.
 */
export async function keepPair(deps: KnowledgeDeps, bot: string, { source, pair, ...wanted }: PairWanted): Promise<PairItem | Refusal> {
  const tidy = tidyPair(wanted)
  if (!tidy) return { no: 'invalid', path: 'question', problem: 'it is empty' }
  if (pair) return extend(deps, bot, pair, tidy)
  const into = source ?? (await newestOf(deps, bot))
  if (source && !(await knows(deps, bot, source))) return { no: 'invalid', path: 'source', problem: 'this bot has no such source of pairs' }
  if (into) return (await addPair(deps, into, tidy)) ?? { no: 'notFound' }
  const id = deps.newId()
  if (!(await insertSource(deps.db, { id, bot, kind: 'pairs', title, url: null }, deps.clock()))) return { no: 'notFound' }
  return (await addPair(deps, id, tidy)) ?? { no: 'notFound' }
}

async function extend(deps: KnowledgeDeps, bot: string, id: string, wanted: NewPair) {
  const { rows } = await deps.db.query<NewPair & { source: string }>(
    'select source, question, category, language from pair where id = $1',
    [id],
  )
  const [before] = rows
  if (!before || !(await knows(deps, bot, before.source)))
    return { no: 'invalid', path: 'pair', problem: 'this bot has no such pair' } as const
  const question = [before.question, wanted.question].join('\n')
  if (question.length > longest)
    return { no: 'invalid', path: 'question', problem: 'this pair has as many phrasings as it can hold' } as const
  const category = wanted.category ?? before.category
  const language = wanted.language ?? before.language
  return (await changePair(deps, id, tidyPair({ ...wanted, question, category, language }) ?? wanted)) ?? ({ no: 'notFound' } as const)
}

async function knows({ db }: KnowledgeDeps, bot: string, source: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from source where id = $2 and kind = 'pairs'
       and (bot = $1 or exists (select from source_share where source_share.source = source.id and source_share.bot = $1))`,
    [bot, source],
  )
  return rowCount === 1
}

async function newestOf({ db }: KnowledgeDeps, bot: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `select id from source where bot = $1 and kind = 'pairs' order by created_at desc, id limit 1`,
    [bot],
  )
  return rows[0]?.id ?? null
}
