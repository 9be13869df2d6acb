import type { PageItem, SourceItem } from '@baton/contracts/knowledge.ts'
import { crawlSettings } from '@baton/contracts/knowledge.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listPages } from '../sources.ts'
import { type KnowledgeHouse, openKnowledgeHouse } from '../testing/house.ts'
import { product, products, startSite, type TestSite } from '../testing/site.ts'

let site: TestSite
let house: KnowledgeHouse
let source: SourceItem
let pages: Map<string, PageItem>
let began = 0

const settings = (more: object = {}) => crawlSettings.parse({ depth: 12, ...more })

async function look(): Promise<Map<string, PageItem>> {
  const listed = await listPages(house.database.pool, source.id, { limit: 1_000 })
  return new Map(listed.pages.map((page) => [page.url.replace(site.url, ''), page]))
}

async function sync(): Promise<SourceItem> {
  await house.websites.sync(source.id)
  source = await house.settled(source.id)
  pages = await look()
  return source
}

async function textOf(path: string): Promise<string> {
  const { chunks } = (await house.knowledge.get(source.id, { page: pages.get(path)?.id })) ?? { chunks: [] }
  return chunks.map(({ title, text }) => `${title}\n${text}`).join('\n')
}

beforeAll(async () => {
  site = await startSite()
  house = await openKnowledgeHouse([`127.0.0.1:${site.port}`])
  began = performance.now()
  const made = await house.websites.add(house.bot, `${site.url}/`, settings())
  if ('no' in made) throw new Error(JSON.stringify(made))
  source = await house.settled(made.id)
  pages = await look()
}, 90_000)
afterAll(async () => {
  await house.close()
  await site.close()
})

describe('a site of two hundred pages', () => {
  it('is read whole in less than a minute, politely', () => {
    expect(performance.now() - began).toBeLessThan(60_000)
    expect(source).toMatchObject({ status: 'ready', error: null, kind: 'website' })
    expect([...pages].filter(([path, { status }]) => path.startsWith('/products/') && status === 'read')).toHaveLength(products)
    expect([...pages].filter(([path, { status }]) => path.startsWith('/guides/') && status === 'read').length).toBeGreaterThan(10)
    expect(source.changes).toMatchObject({ changed: 0, removed: 0 })
    expect(site.mostAtOnce).toBeLessThanOrEqual(2)
  })

  it('keeps headings, tables and lists, and no navigation and no banner', async () => {
    const text = await textOf('/products/7')
    expect(text).toContain('Floor | 207 × 127 cm')
    expect(text).toContain('• Repair kit number 7')
    expect(text).toMatch(/Tent Alder 7.* › Measures/)
    expect(text).not.toMatch(/cookies|Cart|Imprint/)
    expect(await textOf('/faq')).toContain('Do you ship to Switzerland?')
  })

  it('reads what says the same once', async () => {
    expect(pages.get('/moved')).toMatchObject({ status: 'duplicate', chunks: 0, error: expect.stringContaining('/faq') })
    expect(pages.get('/print/faq')?.status === 'duplicate' || pages.get('/faq')?.status === 'duplicate').toBe(true)
    expect(pages.get('/trap/canonical')).toMatchObject({ status: 'duplicate' })
    expect(pages.has('/cart?sid=1')).toBe(false)
  })

  it('does not follow a calendar for ever', () => {
    expect([...pages.keys()].filter((path) => path.startsWith('/calendar/')).length).toBeLessThan(12)
  })

  it('obeys robots.txt and stays on the site', () => {
    expect(pages.has('/private/list')).toBe(false)
    expect(site.asked).not.toContain('/private/list')
    expect(pages.get('/elsewhere')).toMatchObject({ status: 'skipped', error: expect.stringMatching(/not to be read/) })
    expect(pages.get('/inside')).toMatchObject({ status: 'skipped' })
  })

  it.each([
    ['/trap/hang', /more than 10 seconds/],
    ['/trap/inside', /more than 10 seconds/],
    ['/trap/endless', /larger than 2 MB/],
    ['/trap/lie', /larger than 2 MB/],
    ['/trap/bomb', /larger than 2 MB/],
    ['/trap/reset', /could not be reached/],
    ['/trap/noise', /characters make no sense/],
    ['/trap/loop', /without an end/],
    ['/trap/gone', /no page at this address/],
  ])('[K4] says what is wrong with %s, and reads on', (path, problem) => {
    expect(pages.get(path)).toMatchObject({ status: 'failed', error: expect.stringMatching(problem), chunks: 0 })
  })

  it.each([
    ['/trap/latin', 'Größe'],
    ['/trap/utf8', 'Übergröße'],
    ['/trap/fine', 'nine to six'],
  ])('reads %s all the same', async (path, words) => expect(await textOf(path)).toContain(words))
})

describe('another sync', () => {
  it('asks only for what has changed, and lists it', async () => {
    site.put('/products/3', {
      ...product(3),
      etag: '"new"',
      main: '<p>The tent Dogwood 3 is sold out until spring, and then comes back in green.</p>',
    } as never)
    site.put('/products/4', null)
    site.put('/guides/2', null)
    site.put('/faq/new', {
      title: 'Gift cards',
      main: '<p>Gift cards are valid for three years and can be used online and in the shop.</p>',
    })
    site.put('/', {
      title: 'Fernweh Outdoor',
      main: '<p>Tents, packs and repairs since 1998, in the old mill by the river; come in and try them on, or ask us on the phone.</p>',
      links: ['/faq', '/faq/new', '/products/0'],
    })
    for (const trap of ['hang', 'inside']) site.put(`/trap/${trap}`, null)
    const before = await house.knowledge.get(source.id, { page: pages.get('/products/9')?.id })
    await sync()
    expect(source.changes).toMatchObject({ added: 1, changed: 1 })
    expect(pages.get('/products/3')).toMatchObject({ change: 'changed' })
    expect(await textOf('/products/3')).toContain('sold out until spring')
    expect(pages.get('/products/4')).toMatchObject({ status: 'gone', change: 'removed', chunks: 0 })
    expect(pages.get('/faq/new')).toMatchObject({ change: 'added' })
    expect(await house.knowledge.get(source.id, { page: pages.get('/products/9')?.id })).toMatchObject({ chunks: before?.chunks })
  }, 60_000)

  it('[K2] keeps what it knows when the site is away', async () => {
    const { chunks } = source
    site.put('/robots.txt', { raw: 'no', status: 503 })
    expect(await sync()).toMatchObject({
      status: 'failed',
      chunks,
      error: expect.stringMatching(/robots.txt answered with an error \(503\)/),
    })
    site.put('/robots.txt', { raw: 'User-agent: *\nDisallow: /private/\n', type: 'text/plain' })
    expect(await sync()).toMatchObject({ status: 'ready', chunks })
  }, 60_000)

  it('goes on after a restart, and waits while it is paused', async () => {
    for (let i = 10; i < 60; i++) site.put(`/products/${i}`, { ...product(i), etag: '"second"' } as never)
    await house.websites.sync(source.id)
    await house.restart()
    await house.websites.pause(source.id, true)
    const asked = site.asked.length
    expect((await house.knowledge.get(source.id))?.source).toMatchObject({ status: 'paused' })
    await house.restart()
    expect(site.asked.length - asked).toBeLessThanOrEqual(4)
    await house.websites.pause(source.id, false)
    source = await house.settled(source.id)
    expect(source.status).toBe('ready')
    expect(source.pages?.waiting).toBe(0)
  }, 60_000)

  it('reads only the paths that it is told to', async () => {
    const made = await house.websites.add(
      house.bot,
      `${site.url}/`,
      settings({ include: ['/products/*', '/faq'], skip: ['/products/1*'], pages: 60 }),
    )
    if ('no' in made) throw new Error(JSON.stringify(made))
    await house.settled(made.id)
    const { pages: listed } = await listPages(house.database.pool, made.id, { limit: 500 })
    const paths = listed.map(({ url }) => new URL(url).pathname)
    expect(paths).toHaveLength(60)
    expect(paths.every((path) => path === '/' || path === '/faq' || /^\/products\/[^1]/.test(path))).toBe(true)
    expect(await house.knowledge.remove(made.id)).toBe(true)
  }, 60_000)

  it('forgets a site in the middle of reading it', async () => {
    const made = await house.websites.add(house.bot, `${site.url}/`, settings())
    if ('no' in made) throw new Error(JSON.stringify(made))
    expect(await house.knowledge.remove(made.id)).toBe(true)
    await house.restart()
    const { rows } = await house.database.pool.query('select from page where source = $1', [made.id])
    expect(rows).toHaveLength(0)
  }, 60_000)
})
