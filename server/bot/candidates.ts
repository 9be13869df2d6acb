import type { Compared } from '../encoder/meaning.ts'
import { pause } from '../pause.ts'
import { type ChunkRow, type Entry, type Reader, wordsOfChunk } from './entry.ts'
import type { Group } from './postings.ts'
import type { Query, Term } from './query.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { WordShelf } from './word-shelf.ts'
import type { Db } from './words.ts'

/** Knowledge up to this size is compared chunk by chunk: misspelt words then cost nothing. Above, its words name the candidates. */
const mostCandidates = 50
/** The database ranks no more than so many; in memory all are. */
const mostMatches = 1000
/** So many chunks that hold every word are enough. */
const enough = 10

/** A long text takes about a millisecond to be read. */
const entriesAtOnce = 5

const columns = 'id, source, position, title, question, body, url'

/** `entries`: those that were read before. */
export type Known = { reader: Reader; words: WordShelf; entries: Map<string, Entry> }

/** Which chunks may answer, the likest first. Small knowledge is taken whole; of more, what words find and what meaning finds. */
export async function candidates(
  db: Db,
  bot: string,
  query: Query,
  known: Known,
  vocabulary: Vocabulary,
  comparing: Promise<Compared | null> | null,
): Promise<Entry[]> {
  if (vocabulary.chunks <= mostCandidates) {
    const { rows } = await db.query<ChunkRow>(`select ${columns} from known_chunk where bot = $1`, [bot])
    await read(rows, known)
    return entriesOf(
      rows.map(({ id }) => id),
      known,
    )
  }
  const byWords = await namedByWords(db, bot, query, known, vocabulary)
  // While meaning is still being compared.
  await readChunks(db, bot, byWords, known)
  const near = (await comparing)?.near ?? []
  await readChunks(db, bot, near, known)
  return entriesOf([...new Set([...byWords, ...near])], known)
}

async function readChunks(db: Db, bot: string, ids: string[], known: Known): Promise<void> {
  const news = ids.filter((id) => !known.entries.has(id))
  if (news.length === 0) return
  const { rows } = await db.query<ChunkRow>(`select ${columns} from known_chunk where bot = $1 and id = any($2)`, [bot, news])
  await read(rows, known)
}

/** Reads chunks into words, remembering them until the knowledge changes. */
async function read(rows: ChunkRow[], { reader, entries }: Known): Promise<void> {
  const news = rows.filter(({ id }) => !entries.has(id))
  if (news.length > 0) await reader.stems.learn(news.flatMap(wordsOfChunk))
  for (const [i, row] of news.entries()) {
    entries.set(row.id, reader.entry(row))
    if (i % entriesAtOnce === entriesAtOnce - 1) await pause()
  }
}

function entriesOf(ids: string[], { entries }: Known): Entry[] {
  return ids.flatMap((id) => entries.get(id) ?? [])
}

async function namedByWords(db: Db, bot: string, query: Query, known: Known, vocabulary: Vocabulary): Promise<string[]> {
  const groups = groupsOf(query, vocabulary, known.reader)
  const [memory, database] = [known.words.of(bot, vocabulary.stamp), inDatabase(db, bot)]
  const inMemory = memory && candidatesByWords(memory, groups).catch(() => candidatesByWords(database, groups))
  return inMemory ?? candidatesByWords(database, groups)
}

/** Names at most `most` chunks that hold each group of words, or any, the best first. */
export type Finding = { find(groups: readonly Group[], joint: 'each' | 'any', most: number): Promise<string[]> }

/** Chunks that hold all of the question's words, and where these are few, chunks that hold any. */
async function candidatesByWords({ find }: Finding, groups: readonly Group[]): Promise<string[]> {
  if (groups.length === 0) return []
  const all = groups.length > 1 ? await find(groups, 'each', mostCandidates) : []
  if (all.length >= enough) return all
  return [...new Set([...all, ...(await find(groups, 'any', mostCandidates))])].slice(0, mostCandidates)
}

/** The full-text index, as `Postings` answer from memory. */
export function inDatabase(db: Db, bot: string): Finding {
  const sql = `select id from (
      select id, ts_rank_cd(tsv, $2::tsquery, 1) as rank
      from (select id, tsv from known_chunk where bot = $1 and tsv @@ $2::tsquery limit $3) matched
    ) ranked order by rank desc, id limit $4`
  return {
    async find(groups, joint, most) {
      const query = groups.map((group) => `(${group.map(lexeme).join(' | ')})`).join(joint === 'each' ? ' & ' : ' | ')
      const { rows } = await db.query<{ id: string }>(sql, [bot, query, mostMatches, most])
      return rows.map(({ id }) => id)
    },
  }
}

/** In a big knowledge base a word that stands in a quarter of it finds nothing: left out while rarer ones remain that something holds. */
function groupsOf(query: Query, vocabulary: Vocabulary, reader: Reader): Group[] {
  const groups = (terms: Term[]) => terms.map(({ forms }) => wordsFor(forms, reader)).filter((group) => group.length > 0)
  const rare = groups(query.terms.filter(({ word }) => vocabulary.count(word) < vocabulary.chunks / 4))
  return rare.flat().some(vocabulary.has) ? rare : groups(query.terms)
}

function wordsFor(forms: Map<string, number>, reader: Reader): string[] {
  return [...new Set([...forms.keys()].flatMap((form) => (form.startsWith('§') ? (reader.concepts.members.get(form) ?? []) : [form])))]
}

function lexeme(word: string): string {
  return `'${word.replaceAll('\\', '').replaceAll("'", "''")}'`
}
