import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SourceItem } from '@baton/contracts/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import { openOutbound } from '../outbound.ts'
import { freshDatabase } from '../testing/database.ts'
import { openReader } from './reading/reader.ts'
import { type Knowledge, openKnowledge } from './store.ts'

const pages: Record<string, { type?: string; status?: number; body: string | Buffer }> = {
  '/care': {
    body: `<!doctype html><html><head><title>Care guide – Fernweh</title></head><body>
      <nav><a href="/">Home</a><a href="/cart">Cart</a></nav><div class="cookie-banner">We use cookies. Accept all?</div>
      <main><article><h1>Care guide</h1><p>Dry your tent before you pack it away, every single time, since mould never washes out again.</p>
      <h2>Washing</h2><p>Wash by hand in lukewarm water with mild soap; a washing machine tears the seams and the coating.</p>
      <h2>Storage</h2><ul><li>Store it loosely in a cotton bag.</li><li>Keep it out of the sun.</li></ul>
      <table><tr><th>Fabric</th><th>Temperature</th></tr><tr><td>Silnylon</td><td>30 °C</td></tr></table></article></main>
      <script>alert('no')</script><footer>Imprint</footer></body></html>`,
  },
  '/latin': {
    type: 'text/html; charset=iso-8859-1',
    body: Buffer.from(
      '<html><body><main><p>Gr\u00f6\u00dfe und Gewicht aller Rucks\u00e4cke stehen im Schild innen am Deckelfach, gut lesbar.</p></main></body></html>',
      'latin1',
    ),
  },
  '/plain': { type: 'text/plain', body: 'Hours\n\nWe open at nine and close at six.' },
  '/pdf': { type: 'application/pdf', body: '%PDF-1.7' },
  '/gone': { status: 404, body: 'gone' },
  '/secret': { status: 403, body: 'no' },
  '/broken': { status: 500, body: 'oh' },
  '/empty': { body: '<html><body><div id="root"></div><script src="app.js"></script></body></html>' },
  '/huge': { body: `<p>${'x'.repeat(3 * 1024 * 1024)}</p>` },
  '/deep': { body: '<div>'.repeat(50_000) },
  '/nul': {
    body: '<html><body><main><p>Bad\u0000 characters &#xD800; in the middle of a sentence that is long enough to be read as one.</p></main></body></html>',
  },
}

const server = createServer((request, response) => {
  const page = pages[request.url ?? ''] ?? { status: 404, body: '' }
  response.writeHead(page.status ?? 200, { 'content-type': page.type ?? 'text/html; charset=utf-8' }).end(page.body)
})

let database: OpenDatabase
let knowledge: Knowledge
let site = ''
const bot = randomUUID()

beforeAll(async () => {
  database = await freshDatabase()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  site = `http://127.0.0.1:${port}`
  const outbound = openOutbound([`127.0.0.1:${port}`])
  knowledge = openKnowledge({ db: database.pool, outbound, reader: openReader(), clock: () => 1_800_000_000_000, newId: randomUUID })
  await database.pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Baton', '#3b5bdb', now())", [bot])
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await database.close()
})

const added = (result: Awaited<ReturnType<Knowledge['addText']>>): SourceItem => {
  if ('no' in result) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result
}

describe('pairs', () => {
  it('keeps the answer word for word, and every phrasing', async () => {
    const made = added(await knowledge.addPairs(bot, 'FAQ', [{ question: ' How long?\nWhen will it come? ', answer: '3 days.\nOr 4.' }]))
    expect(made).toMatchObject({ kind: 'pairs', title: 'FAQ', status: 'ready', chunks: 1, updatedAt: 1_800_000_000_000 })
    const { chunks } = (await knowledge.get(made.id)) ?? { chunks: [] }
    expect(chunks).toMatchObject([{ title: 'How long?', question: 'How long?\nWhen will it come?', text: '3 days.\nOr 4.' }])
    await knowledge.remove(made.id)
  })

  it('cleans what the database would refuse', async () => {
    const made = added(await knowledge.addPairs(bot, 'a\u0000b', [{ question: 'q\u0000\ud800', answer: 'a\udc00\u0000' }]))
    expect((await knowledge.get(made.id))?.chunks[0]).toMatchObject({ question: 'q\ufffd', text: 'a\ufffd' })
    await knowledge.remove(made.id)
  })

  it('refuses nothing, and a bot that is not there', async () => {
    expect(await knowledge.addPairs(bot, 'FAQ', [{ question: ' ', answer: ' ' }])).toMatchObject({ no: 'invalid' })
    expect(await knowledge.addText(bot, 'Text', ' \n ')).toMatchObject({ no: 'invalid' })
    expect(await knowledge.addText(randomUUID(), 'Text', 'Hello there.')).toEqual({ no: 'notFound' })
  })
})

describe('texts', () => {
  it('are cut under their headings, and forgotten whole', async () => {
    const made = added(await knowledge.addText(bot, 'Shipping', '# Shipping\nBy DHL.\n# Costs\nFree above 80 euros.'))
    const found = await knowledge.get(made.id)
    expect(found?.chunks.map(({ title, heading }) => [title, heading])).toEqual([
      ['Shipping', ['Shipping']],
      ['Shipping › Costs', ['Costs']],
    ])
    expect([{ ...(await knowledge.list(bot))[0], text: '# Shipping\nBy DHL.\n# Costs\nFree above 80 euros.' }]).toEqual([found?.source])
    expect(await knowledge.remove(made.id)).toBe(true)
    expect(await knowledge.remove(made.id)).toBe(false)
    expect(await knowledge.counts(bot)).toEqual({ sources: 0, chunks: 0 })
  })

  it('takes half a million characters without a space', async () => {
    const made = added(await knowledge.addText(bot, 'Noise', 'x'.repeat(500_000)))
    expect(made.chunks).toBeGreaterThan(300)
    await knowledge.remove(made.id)
  })
})

describe('pages', () => {
  it('keeps what the page says: headings, lists and tables, no navigation and no banner', async () => {
    const made = added(await knowledge.addPage(bot, `${site}/care`))
    expect(made).toMatchObject({ kind: 'page', url: `${site}/care` })
    expect(made.title).toContain('Care guide')
    const chunks = (await knowledge.get(made.id))?.chunks ?? []
    const text = chunks.map((chunk) => chunk.text).join('\n')
    expect(text).toContain('Dry your tent')
    expect(text).toContain('• Store it loosely in a cotton bag.')
    expect(text).toContain('Silnylon | 30 °C')
    expect(text).not.toMatch(/cookies|Cart|alert|Imprint/)
    expect(chunks.find((chunk) => chunk.text.includes('lukewarm'))?.heading.at(-1)).toBe('Washing')
    expect(chunks.every((chunk) => chunk.url === made.url)).toBe(true)
    await knowledge.remove(made.id)
  })

  it.each(['/latin', '/plain', '/nul'])('reads %s', async (path) => {
    const made = added(await knowledge.addPage(bot, site + path))
    const text = (await knowledge.get(made.id))?.chunks.map((chunk) => chunk.text).join('\n') ?? ''
    expect(text).toMatch(/Größe und Gewicht|open at nine|characters/)
    await knowledge.remove(made.id)
  })

  it.each([
    ['/gone', /no page at this address/],
    ['/secret', /not open to everyone/],
    ['/broken', /answered with an error \(500\)/],
    ['/pdf', /not a web page but a file \(application\/pdf\)/],
    ['/empty', /no text that could be read/],
    ['/huge', /larger than 2 MB/],
    ['/deep', /too tangled/],
  ])('says why %s can’t be read, and leaves nothing behind', async (path, problem) => {
    expect(await knowledge.addPage(bot, site + path)).toEqual({ no: 'pageRefused', problem: expect.stringMatching(problem) })
    expect(await knowledge.counts(bot)).toEqual({ sources: 0, chunks: 0 })
  })

  it('refuses this machine, and names that do not exist', async () => {
    expect(await knowledge.addPage(bot, 'http://127.0.0.1:81/')).toMatchObject({ problem: expect.stringMatching(/private network/) })
    expect(await knowledge.addPage(bot, 'http://nowhere.invalid/')).toMatchObject({ no: 'pageRefused' })
  })
})
