import { z } from 'zod'
import { id } from './ids.ts'
import { byId, ok, route } from './route.ts'
import { clean, limits, name } from './text.ts'

const pasted = (max: number) => z.string().max(max).transform(clean)
const written = (max: number) => pasted(max).pipe(z.string().trim().min(1))
const webAddress = z.url({ protocol: /^https?$/ }).max(limits.address)
const label = pasted(60).pipe(z.string().trim())

// ——— websites

const zone = z.string().max(60).refine(isZone, 'a time zone such as Europe/Berlin')
const hour = z.int().min(0).max(23)

/** When a website is read again: at an hour of wall time in a zone. */
export const schedule = z.discriminatedUnion('every', [
  z.object({ every: z.literal('off') }),
  z.object({ every: z.literal('hour') }),
  z.object({ every: z.literal('day'), hour, zone }),
  /** `day` 1 is Monday. */
  z.object({ every: z.literal('week'), day: z.int().min(1).max(7), hour, zone }),
])
/** The path of an address, in which `*` stands for anything: `/products/*`. */
const pattern = z
  .string()
  .max(200)
  .regex(/^\/\S*$/, 'a path such as /products/*')
const patterns = z.array(pattern).max(50)

export const crawlSettings = z.object({
  /** Only these paths, when there are any; the start page is always read. */
  include: patterns.default([]),
  skip: patterns.default([]),
  /** Links followed from the start page; the sitemap's pages count as one. */
  depth: z.int().min(0).max(20).default(5),
  pages: z.int().min(1).max(5_000).default(500),
  schedule: schedule.default({ every: 'off' }),
})

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const pageStatus = z.enum(['waiting', 'read', 'duplicate', 'skipped', 'failed', 'gone'])
export const pageChange = z.enum(['added', 'changed', 'removed'])
const page = z.object({
  id,
  url: z.string(),
  title: z.string().nullable(),
  status: pageStatus,
  /** Why it was not read, or for what address it is a duplicate of. */
  error: z.string().nullable(),
  change: pageChange.nullable(),
  chunks: z.int(),
  fetchedAt: z.number().nullable(),
})

// ——— sources and chunks

export const sourceKind = z.enum(['pairs', 'text', 'page', 'website', 'file'])
const source = z.object({
  id,
  kind: sourceKind,
  title: z.string(),
  url: z.string().nullable(),
  status: z.enum(['ready', 'working', 'failed', 'paused']),
  error: z.string().nullable(),
  chunks: z.int(),
  updatedAt: z.number(),
  /** Every bot that uses it. */
  bots: z.array(id).optional(),
  /** The last sync that came to its end, and the next that is planned. */
  syncedAt: z.number().nullable().optional(),
  nextAt: z.number().nullable().optional(),
  settings: crawlSettings.nullable().optional(),
  /** Of a website: how many pages are in which state; while it is read, `waiting` is what is left of those found so far. */
  pages: z.record(pageStatus, z.int()).nullable().optional(),
  /** What the last sync changed. */
  changes: z.record(pageChange, z.int()).nullable().optional(),
  /** Of a file: what it was taken for. */
  file: z.object({ type: z.string(), bytes: z.int() }).nullable().optional(),
  /** Of a text: as it was written, where one source is asked for. */
  text: z.string().optional(),
})
const chunk = z.object({
  id,
  title: z.string(),
  heading: z.array(z.string()),
  question: z.string().nullable(),
  text: z.string(),
  url: z.string().nullable(),
})

export const newSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pairs'),
    title: name.default('Questions and answers'),
    pairs: z
      .array(z.object({ question: written(500), answer: written(limits.line) }))
      .min(1)
      .max(500),
  }),
  z.object({ kind: z.literal('text'), title: name.pipe(z.string().min(1)), text: written(500_000) }),
  z.object({ kind: z.literal('page'), url: webAddress }),
  z.object({ kind: z.literal('website'), url: webAddress, settings: crawlSettings.prefault({}) }),
])

// ——— pairs

const pairFields = {
  /** Every way to ask it, one a line. */
  question: written(2_000),
  answer: written(limits.line),
  category: label.nullable().default(null),
  /** A language tag such as `de`, or null where it does not matter. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language such as de')
    .nullable()
    .default(null),
}
export const newPair = z.object(pairFields)
export const pair = z.object({
  id,
  question: z.string(),
  answer: z.string(),
  category: z.string().nullable(),
  language: z.string().nullable(),
})
const importedRow = z.object({
  /** Where the row begins in the file, from 1. */
  line: z.int(),
  question: z.string(),
  answer: z.string(),
  category: z.string().nullable(),
  language: z.string().nullable(),
  problem: z.string().nullable(),
  /** The source has this question already, and gets the new answer. */
  replaces: z.boolean(),
})

// ——— keys

export const keyScope = z.enum(['sync'])
const key = z.object({
  id,
  name: z.string(),
  scopes: z.array(keyScope),
  /** Its first characters, to tell one from another. */
  hint: z.string(),
  createdAt: z.number(),
  usedAt: z.number().nullable(),
})

const paging = { after: z.string().max(4_000).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength > 0, 'is empty')

/** The routes of what bots know. */
export const knowledgeRoutes = {
  sources: route({
    method: 'GET',
    path: '/v1/bots/:id/sources',
    who: 'agent',
    summary: 'What this bot knows',
    params: byId,
    response: z.array(source),
  }),
  addSource: route({
    method: 'POST',
    path: '/v1/bots/:id/sources',
    who: 'admin',
    summary: 'Teach this bot',
    params: byId,
    body: newSource,
    response: source,
  }),
  addFile: route({
    method: 'POST',
    path: '/v1/bots/:id/files',
    who: 'admin',
    summary:
      'Teach this bot a file (PDF, DOCX, Markdown, HTML, text, CSV; 20 MB at most): the body is the file. `source` replaces an earlier one',
    params: byId,
    query: z.object({ name: written(200), source: id.optional() }),
    body: bytes,
    response: source,
  }),
  source: route({
    method: 'GET',
    path: '/v1/sources/:id',
    who: 'agent',
    summary: 'One source and its pieces, as the bot sees them',
    params: byId,
    query: z.object({
      page: id.optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1_000).default(500),
    }),
    response: z.object({ source, chunks: z.array(chunk) }),
  }),
  changeSource: route({
    method: 'PATCH',
    path: '/v1/sources/:id',
    who: 'admin',
    summary: 'Rename, rewrite a text, change sync settings, pause or go on, share with other bots',
    params: byId,
    body: z.object({
      title: name.pipe(z.string().min(1)).optional(),
      text: written(500_000).optional(),
      settings: crawlSettings.optional(),
      paused: z.boolean().optional(),
      bots: z.array(id).min(1).max(100).optional(),
    }),
    response: source,
  }),
  removeSource: route({ method: 'DELETE', path: '/v1/sources/:id', who: 'admin', summary: 'Forget a source', params: byId, response: ok }),
  syncSource: route({
    method: 'POST',
    path: '/v1/sources/:id/syncs',
    who: 'admin',
    summary: 'Read a website or a page again, now',
    params: byId,
    body: z.object({}),
    response: source,
  }),
  pages: route({
    method: 'GET',
    path: '/v1/sources/:id/pages',
    who: 'agent',
    summary: 'The pages of a website, what came of each, and what the last sync changed',
    params: byId,
    query: z.object({ status: pageStatus.optional(), change: pageChange.optional(), text: z.string().max(200).optional(), ...paging }),
    response: z.object({ pages: z.array(page), next: z.string().nullable() }),
  }),

  pairs: route({
    method: 'GET',
    path: '/v1/sources/:id/pairs',
    who: 'agent',
    summary: 'The pairs of a source',
    params: byId,
    query: z.object({ category: label.optional(), text: z.string().max(200).optional() }),
    response: z.object({ pairs: z.array(pair), categories: z.array(z.string()) }),
  }),
  addPair: route({
    method: 'POST',
    path: '/v1/sources/:id/pairs',
    who: 'admin',
    summary: 'Add a question and its answer',
    params: byId,
    body: newPair,
    response: pair,
  }),
  changePair: route({
    method: 'PUT',
    path: '/v1/pairs/:id',
    who: 'admin',
    summary: 'Rewrite a question and its answer',
    params: byId,
    body: newPair,
    response: pair,
  }),
  removePair: route({ method: 'DELETE', path: '/v1/pairs/:id', who: 'admin', summary: 'Forget a pair', params: byId, response: ok }),
  changePairs: route({
    method: 'PATCH',
    path: '/v1/sources/:id/pairs',
    who: 'admin',
    summary: 'Change many pairs at once: give them a category, or remove them',
    params: byId,
    body: z.object({ ids: z.array(id).min(1).max(5_000), remove: z.literal(true).optional(), category: label.nullable().optional() }),
    response: z.object({ changed: z.int() }),
  }),
  importPairs: route({
    method: 'POST',
    path: '/v1/bots/:id/pairs/imports',
    who: 'admin',
    summary: 'Read pairs from CSV (question, answer, category, language). Without `commit` it only shows what would come of it',
    params: byId,
    body: z.object({
      csv: z.string().max(1_000_000),
      commit: z.boolean().default(false),
      /** Added to this source; to a new one of this title when not said. */
      source: id.optional(),
      title: name.pipe(z.string().min(1)).default('Questions and answers'),
    }),
    response: z.object({ rows: z.array(importedRow), good: z.int(), bad: z.int(), source: source.nullable() }),
  }),
  exportPairs: route({
    method: 'GET',
    path: '/v1/sources/:id/pairs/export',
    who: 'agent',
    summary: 'The pairs of a source as CSV that can be read in again',
    params: byId,
    response: z.object({ name: z.string(), csv: z.string() }),
  }),

  findChunks: route({
    method: 'GET',
    path: '/v1/bots/:id/chunks',
    who: 'agent',
    summary: 'Look for words in what this bot knows',
    params: byId,
    query: z.object({ text: z.string().max(200), limit: z.coerce.number().int().min(1).max(100).default(30) }),
    response: z.array(chunk.extend({ source: z.object({ id, title: z.string(), kind: sourceKind }) })),
  }),
  askSource: route({
    method: 'GET',
    path: '/v1/sources/:id/passages',
    who: 'agent',
    summary: 'What the bot would find for a question in this source alone',
    params: byId,
    query: z.object({ question: written(500) }),
    response: z.object({ sure: z.number(), passages: z.array(chunk.extend({ score: z.number() })) }),
  }),
  chunk: route({
    method: 'GET',
    path: '/v1/chunks/:id',
    who: 'agent',
    summary: 'A piece as it was when an answer cited it; `retiredAt` says since when the bot no longer knows it like this',
    params: byId,
    response: z.object({ chunk, source: z.object({ id, title: z.string(), kind: sourceKind }), retiredAt: z.number().nullable() }),
  }),

  keys: route({ method: 'GET', path: '/v1/keys', who: 'admin', summary: 'The API keys that stand', response: z.array(key) }),
  addKey: route({
    method: 'POST',
    path: '/v1/keys',
    who: 'admin',
    summary: 'A new API key; the key itself is shown this once',
    body: z.object({ name: name.pipe(z.string().min(1)), scopes: z.array(keyScope).min(1).default(['sync']) }),
    response: z.object({ key, token: z.string() }),
  }),
  removeKey: route({
    method: 'DELETE',
    path: '/v1/keys/:id',
    who: 'admin',
    summary: 'Revoke an API key, at once',
    params: byId,
    response: ok,
  }),
  sync: route({
    method: 'POST',
    path: '/v1/sync',
    who: 'key',
    summary: 'Read one address again, now, in every source that has it: for a CMS to call when something is published',
    body: z.object({ source_type: z.literal('url'), url: webAddress, action: z.literal('reindex') }),
    response: z.object({
      url: z.string(),
      results: z.array(
        z.object({
          source: id,
          title: z.string(),
          result: z.enum(['added', 'changed', 'unchanged', 'removed', 'skipped', 'failed']),
          problem: z.string().nullable(),
        }),
      ),
    }),
  }),
}

export type Schedule = z.infer<typeof schedule>
export type CrawlSettings = z.infer<typeof crawlSettings>
export type PageStatus = z.infer<typeof pageStatus>
export type PageChange = z.infer<typeof pageChange>
export type PageItem = z.infer<typeof page>
export type SourceItem = z.infer<typeof source>
export type SourceKind = z.infer<typeof sourceKind>
export type ChunkItem = z.infer<typeof chunk>
export type NewSource = z.infer<typeof newSource>
export type NewPair = z.infer<typeof newPair>
export type PairItem = z.infer<typeof pair>
export type ImportedRow = z.infer<typeof importedRow>
export type KeyItem = z.infer<typeof key>
export type KeyScope = z.infer<typeof keyScope>
