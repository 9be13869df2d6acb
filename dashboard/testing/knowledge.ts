import type { ChunkItem, ImportedRow, KeyItem, PageItem, PairItem, SourceItem } from '@baton/contracts/knowledge.ts'
import { bot, idOf } from './scenes.ts'

/** What the shop's bot knows: every kind of source in every state. */
const hour = 3_600_000
const day = 24 * hour
const site = 'https://www.fernweh.example'

const one = (title: string, rest: Partial<SourceItem>): SourceItem => ({
  id: idOf(title),
  kind: 'page',
  title,
  url: null,
  status: 'ready',
  error: null,
  chunks: 12,
  updatedAt: Date.now() - hour,
  bots: [bot.id],
  ...rest,
})

const crawl = { include: [], skip: ['/blog/*', '/cart'], depth: 5, pages: 500 }

export function sources(): SourceItem[] {
  const now = Date.now()
  return [
    one('www.fernweh.example', {
      kind: 'website',
      url: `${site}/`,
      chunks: 1_204,
      syncedAt: now - 5 * hour,
      nextAt: now + 19 * hour,
      settings: { ...crawl, schedule: { every: 'day', hour: 3, zone: 'Europe/Berlin' } },
      pages: { waiting: 0, read: 214, duplicate: 6, skipped: 11, failed: 2, gone: 0 },
      changes: { added: 3, changed: 8, removed: 1 },
    }),
    one('help.fernweh.example', {
      kind: 'website',
      url: 'https://help.fernweh.example/',
      status: 'working',
      chunks: 96,
      settings: { ...crawl, schedule: { every: 'off' } },
      pages: { waiting: 41, read: 18, duplicate: 1, skipped: 0, failed: 1, gone: 0 },
      changes: { added: 18, changed: 0, removed: 0 },
    }),
    one('Warranty terms', { url: `${site}/help/warranty`, syncedAt: now - 2 * day }),
    one('Returns and refunds', { kind: 'text', chunks: 4 }),
    one('Questions and answers', { kind: 'pairs', chunks: 38, updatedAt: now - 9 * day }),
    one('Care guide for down and membranes.pdf', { kind: 'file', chunks: 61, file: { type: 'pdf', bytes: 3_412_880 } }),
    one('old.fernweh.example', { kind: 'website', url: 'http://old.fernweh.example/', status: 'paused', chunks: 310 }),
    one('Store hours', { status: 'failed', error: 'The page answered 404.', chunks: 0, url: `${site}/stores` }),
  ]
}

const page = (path: string, title: string | null, rest: Partial<PageItem>): PageItem => ({
  id: idOf(path),
  url: site + path,
  title,
  status: 'read',
  error: null,
  change: null,
  chunks: 6,
  fetchedAt: Date.now() - 5 * hour,
  ...rest,
})

const pages: PageItem[] = [
  page('/', 'Fernweh Outdoor: tents, packs and boots', {}),
  page('/help/returns', 'Returns and refunds', { change: 'changed' }),
  page('/help/returns?print=1', 'Returns and refunds', { status: 'duplicate', error: `The same as ${site}/help/returns`, chunks: 0 }),
  page('/products/tarn-2', 'Tarn 2, a tent for two people and three seasons', { change: 'added', chunks: 9 }),
  page('/products/tarn-2/manual', null, { status: 'failed', error: 'The server did not answer within 15 s.', chunks: 0 }),
  page('/account', null, { status: 'skipped', error: 'robots.txt asks not to read it.', chunks: 0, fetchedAt: null }),
]

const pair = (question: string, answer: string, category: string | null, language: string | null = null): PairItem => ({
  id: idOf(question),
  question,
  answer,
  category,
  language,
})
const pairs: PairItem[] = [
  pair(
    'How long do I have to return something?\nwhat is your return policy\ncan I send it back',
    '60 days from the day it arrives, unused and with its label. See https://www.fernweh.example/help/returns',
    'Returns',
  ),
  pair('Do you ship to Switzerland?', 'Yes, in 3 to 5 days. Customs are included in the price that you see.', 'Delivery'),
  pair('Wie lange habe ich Garantie auf ein Zelt?', 'Zwei Jahre auf Material und Verarbeitung.', 'Warranty', 'de'),
]

const piece = (text: string, rest: Partial<ChunkItem> = {}): ChunkItem => ({
  id: idOf(text),
  title: 'Warranty terms',
  heading: ['Warranty', 'Tents'],
  question: null,
  text,
  url: null,
  ...rest,
})
const pieces: ChunkItem[] = [
  piece('Tents are covered for two years against faults of material and of making. Seam tape counts as material.'),
  piece('Send us a photo first. Most repairs need only the part that is broken.'),
]

const row = (line: number, question: string, answer: string, rest: Partial<ImportedRow> = {}): ImportedRow => ({
  line,
  question,
  answer,
  category: null,
  language: null,
  problem: null,
  replaces: false,
  ...rest,
})
const rows: ImportedRow[] = [
  row(2, 'Do you repair boots?', 'Yes: new soles from 69 €.', { category: 'Repairs' }),
  row(3, 'Do you ship to Switzerland?', 'Yes, in 2 to 4 days.', { replaces: true }),
  row(4, 'Can I rent a tent?', '', { problem: 'The answer is missing.' }),
]

const key = (name: string, usedAt: number | null): KeyItem => ({
  id: idOf(name),
  name,
  scopes: ['sync'],
  hint: 'bk_9fQx',
  createdAt: Date.now() - 40 * day,
  usedAt,
})
const keys: KeyItem[] = [key('Shop system', Date.now() - 12 * 60_000), key('Staging', null)]

/** What the stand-in answers about knowledge and keys; undefined for anything else. */
export function replyOfKnowledge(known: readonly SourceItem[], method: string, url: URL): unknown {
  const path = url.pathname
  const source = known.find(({ id }) => path.includes(id))
  if (path === '/v1/keys')
    return method === 'POST' ? { key: keys[0], token: `bk_${'9fQx7c1m5b8n2z4l'.repeat(2)}` } : known.length ? keys : []
  if (path.endsWith('/pairs/imports')) return { rows, good: 2, bad: 1, source: null }
  if (path.endsWith('/chunks'))
    return pieces.map((one) => ({ ...one, source: { id: idOf('Warranty terms'), title: one.title, kind: 'page' } }))
  if (path.endsWith('/sources') && method === 'GET') return known
  if (path.endsWith('/files') || path.endsWith('/sources')) return sources().find(({ kind }) => kind === 'file')
  if (path.endsWith('/pages')) return { pages, next: null }
  if (path.endsWith('/pairs')) return { pairs, categories: ['Delivery', 'Returns', 'Warranty'] }
  if (path.endsWith('/passages')) return { sure: 0.86, passages: pieces.map((one, i) => ({ ...one, score: 0.86 - i * 0.31 })) }
  if (!path.startsWith('/v1/sources/')) return undefined
  return { source: source?.kind === 'text' ? { ...source, text: pieces.map(({ text }) => text).join('\n\n') } : source, chunks: pieces }
}
