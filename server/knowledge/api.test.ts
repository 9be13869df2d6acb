import { randomUUID } from 'node:crypto'
import { api } from '@baton/contracts/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { search } from '../bot/search.ts'
import { digest } from '../people/token.ts'
import { at, foundedBy, joined, type Person, type TestHttp, testHttp } from '../testing/http.ts'
import { sweep } from './past.ts'
import { pdf } from './testing/files.ts'
import { type Page, startSite, type TestSite } from './testing/site.ts'

let http: TestHttp
let ada: Person
let bo: Person
let bot = ''
let other = ''

beforeAll(async () => {
  http = await testHttp()
  ada = await foundedBy(http)
  bo = await joined(http, ada, 'Bo', 'agent')
  bot = ada.me.bots[0]?.id ?? ''
  other = randomUUID()
  await http.database.pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Second', '#3b5bdb', now())", [other])
})
afterAll(() => http.close())

const call = async (route: Parameters<typeof at>[0], id: string, body?: object, query = '') => {
  const to = at(route, id)
  const answer = await http.call({ method: to.method, path: to.path + query }, { cookie: ada.cookie, ...(body && { body }) })
  return { status: answer.statusCode, ...answer.json() }
}
const add = (body: object) => call(api.addSource, bot, body)
const finds = async (who: string, question: string) => {
  const { passages } = await search(http.database.pool, who, question)
  return passages.map(({ text }) => text)
}

describe('questions and answers', () => {
  it('are added, rewritten and removed one by one, and the bot knows it at once', async () => {
    const source = await add({ kind: 'pairs', title: 'FAQ', pairs: [{ question: 'Do you ship abroad?', answer: 'To all of Europe.' }] })
    const pair = await call(api.addPair, source.id, {
      question: 'Can I pay by invoice?\nIs invoice possible?',
      answer: 'Yes, within 14 days.',
      category: 'Payment',
      language: 'en',
    })
    expect(pair).toMatchObject({ status: 200, question: 'Can I pay by invoice?\nIs invoice possible?', category: 'Payment' })
    expect((await finds(bot, 'can I pay by invoice'))[0]).toBe('Yes, within 14 days.')
    await call(api.changePair, pair.id, { question: 'Can I pay by invoice?', answer: 'No longer.' })
    expect((await finds(bot, 'can I pay by invoice'))[0]).toBe('No longer.')
    expect(await call(api.pairs, source.id, undefined, '?text=invoice')).toMatchObject({
      pairs: [{ answer: 'No longer.', category: null }],
    })
    expect(await call(api.removePair, pair.id)).toMatchObject({ status: 200 })
    expect(await call(api.removePair, pair.id)).toMatchObject({ status: 404 })
    expect(await finds(bot, 'can I pay by invoice')).not.toContain('No longer.')
    await call(api.removeSource, source.id)
  })

  it('come in as CSV after a preview, and go out so that they can come in again', async () => {
    const csv =
      'Question,Answer,Category,Language\n"Where are you?\nYour address?","=Mill Lane 3, by the river",Shop,en\nWhen?,,Shop,\nwhere are you?,Twice,,\nHow long?,Days,Shop,klingon!\nWhat?,"An ""outdoor"" shop",,\n'
    const preview = await call(api.importPairs, bot, { csv })
    expect(preview).toMatchObject({ good: 2, bad: 3, source: null })
    expect(preview.rows.map(({ line, problem }: { line: number; problem: string | null }) => [line, problem])).toEqual([
      [2, null],
      [4, 'The answer is missing.'],
      [5, 'Line 2 asks the same.'],
      [6, expect.stringMatching(/language can’t be used/)],
      [7, null],
    ])
    expect(await call(api.sources, bot)).not.toContainEqual(expect.objectContaining({ title: 'Shop FAQ' }))
    const { source } = await call(api.importPairs, bot, { csv, commit: true, title: 'Shop FAQ' })
    expect(source).toMatchObject({ kind: 'pairs', title: 'Shop FAQ', chunks: 2 })
    const out = await call(api.exportPairs, source.id)
    expect(out).toMatchObject({ name: 'Shop-FAQ.csv', csv: expect.stringContaining(`"'=Mill Lane 3, by the river"`) })
    const again = await call(api.importPairs, bot, { csv: out.csv.replace('outdoor', 'indoor'), source: source.id, commit: true })
    expect(again).toMatchObject({ good: 2, bad: 0, rows: [{ replaces: true }, { replaces: true }], source: { chunks: 2 } })
    const { pairs } = await call(api.pairs, source.id)
    expect(pairs.map(({ answer }: { answer: string }) => answer)).toEqual(['=Mill Lane 3, by the river', 'An "indoor" shop'])
    expect(await call(api.importPairs, bot, { csv: 'a,b\n"open' })).toMatchObject({ status: 400 })
  })

  it('change in bulk, and only in the source that is named', async () => {
    const pairs = Array.from({ length: 6 }, (_, i) => ({ question: `Bulk question ${i}?`, answer: `Bulk answer ${i}.` }))
    const [mine, theirs] = [
      await add({ kind: 'pairs', title: 'Mine', pairs }),
      await add({ kind: 'pairs', title: 'Theirs', pairs: pairs.slice(0, 1) }),
    ]
    const ids = (await call(api.pairs, mine.id)).pairs.map(({ id }: { id: string }) => id)
    const foreign = (await call(api.pairs, theirs.id)).pairs[0].id
    expect(await call(api.changePairs, mine.id, { ids: [...ids, foreign], category: 'Misc' })).toMatchObject({ changed: 6 })
    expect(await call(api.pairs, mine.id, undefined, '?category=Misc')).toMatchObject({ categories: ['Misc'], pairs: { length: 6 } })
    expect(await call(api.changePairs, mine.id, { ids: [ids[0], ids[1], foreign], remove: true })).toMatchObject({ changed: 2 })
    expect((await call(api.source, mine.id)).source.chunks).toBe(4)
    expect((await call(api.source, theirs.id)).source.chunks).toBe(1)
  })
})

describe('sources', () => {
  it('[K3] are shared with another bot by choice, and only then found by it', async () => {
    const source = await add({ kind: 'text', title: 'Gift cards', text: 'Gift cards are valid for seven years in every branch.' })
    const question = 'how long are gift cards valid'
    expect(await finds(other, question)).toEqual([])
    expect(await call(api.changeSource, source.id, { bots: [bot, other] })).toMatchObject({ bots: [bot, other] })
    expect(await finds(other, question)).toContain('Gift cards are valid for seven years in every branch.')
    expect(await call(api.sources, other)).toMatchObject({ 0: { id: source.id } })
    expect(await call(api.changeSource, source.id, { bots: [other] })).toMatchObject({ bots: [other] })
    expect(await finds(bot, question)).not.toContain('Gift cards are valid for seven years in every branch.')
    expect(await call(api.changeSource, source.id, { bots: [bot, randomUUID()] })).toMatchObject({ status: 400 })
    expect((await call(api.source, source.id)).source.bots).toEqual([other])
  })

  it('are files too, read by what they hold, and replaced by a newer one', async () => {
    const upload = (body: Buffer | string, query: string, cookie = ada.cookie) =>
      http.app.inject({
        method: 'POST',
        url: `/v1/bots/${bot}/files${query}`,
        headers: { host: 'baton.test', origin: 'http://baton.test', cookie, 'content-type': 'application/octet-stream' },
        payload: body,
      })
    const made = (
      await upload(pdf([['The blue tent weighs two kilograms without its pegs.'], ['The red one weighs three.']]), '?name=tents.pdf')
    ).json()
    expect(made).toMatchObject({ kind: 'file', title: 'tents', chunks: 2, file: { type: 'pdf' } })
    expect((await call(api.source, made.id)).chunks[1]).toMatchObject({ heading: ['Page 2'], title: 'tents › Page 2' })
    const newer = (await upload('The blue tent weighs one kilogram now.', `?name=tents.txt&source=${made.id}`)).json()
    expect(newer).toMatchObject({ id: made.id, chunks: 1, file: { type: 'text' } })
    expect((await upload(pdf([[], []]), '?name=scan.pdf')).json()).toMatchObject({ sentence: expect.stringMatching(/scanned/) })
    expect((await upload('x', '?name=a.txt', bo.cookie)).statusCode).toBe(403)
    expect((await upload(Buffer.alloc(21 * 1024 * 1024), '?name=big.bin')).statusCode).toBe(413)
  })

  it('are searched for words, and asked alone', async () => {
    await add({ kind: 'text', title: 'Returns', text: 'Send it back within thirty days with form R-77.' })
    expect((await call(api.findChunks, bot, undefined, '?text=R-77'))[0]).toMatchObject({ source: { title: 'Returns', kind: 'text' } })
    expect((await call(api.findChunks, bot, undefined, '?text=thirt'))[0]).toMatchObject({ title: 'Returns' })
    expect(Object.keys(await call(api.findChunks, bot, undefined, `?text=${encodeURIComponent("'); drop table chunk; --")}`))).toEqual([
      'status',
    ])
  })
})

describe('versions', () => {
  it('[K1] an answer still shows the passage it was given from, and what nobody cited is forgotten', async () => {
    const source = await add({
      kind: 'text',
      title: 'Hours',
      text: '# Weekdays\nWe open at nine.\n# Sundays\nWe stay closed.\n# Holidays\nAsk us.',
    })
    const [cited, same, uncited] = (await call(api.source, source.id)).chunks
    await call(api.changeSource, source.id, { text: '# Weekdays\nWe open at ten.\n# Sundays\nWe stay closed.' })
    expect(await call(api.chunk, cited.id)).toMatchObject({
      chunk: { text: 'We open at nine.' },
      source: { title: 'Hours' },
      retiredAt: http.now(),
    })
    expect(await call(api.chunk, same.id)).toMatchObject({ retiredAt: null })
    expect(await finds(bot, 'when do you open on weekdays')).not.toContain('We open at nine.')
    const fact = {
      type: 'botSaid',
      text: 'We open at nine.',
      sources: [{ chunk: cited.id, title: 'Hours', url: null, score: 0.9 }],
      tried: [],
    }
    const { pool } = http.database
    await pool.query("insert into fact (conversation, n, at, cause, fact) values ($1, 1, $2, 'c', $3)", [
      randomUUID(),
      http.now(),
      JSON.stringify(fact),
    ])
    await call(api.removeSource, source.id)
    http.later(2 * 3_600_000)
    await sweep(pool, http.now).run({ id: '1', key: 'sweepChunks', kind: 'sweepChunks', conversation: null, payload: {}, attempts: 1 })
    expect(await call(api.chunk, cited.id)).toMatchObject({ status: 200, chunk: { text: 'We open at nine.' } })
    expect(await call(api.chunk, uncited.id)).toMatchObject({ status: 404 })
  })
})

describe('one address, by API key', () => {
  let site: TestSite
  let keyed: TestHttp
  let owner: Person
  const page = (text: string) => ({
    title: 'News',
    main: `<p>${text} Here are some more words, so that the page is long enough to be read.</p>`,
  })
  const home = { title: 'Home', main: '<p>Welcome to the shop, which sells tents and packs, and mends them for a small fee.</p>' }
  const sync = async (token: string, path: string) => {
    const body = { source_type: 'url', url: site.url + path, action: 'reindex' }
    return (await keyed.call(api.sync, { token, body })).json()
  }
  const results = async (token: string, path: string) => (await sync(token, path)).results.map(({ result }: { result: string }) => result)

  beforeAll(async () => {
    site = await startSite(
      new Map<string, Page>([
        ['/news', page('First.')],
        ['/', home],
        ['/alias', { raw: '', status: 302, headers: { location: '/news' } }],
      ]),
    )
    keyed = await testHttp({ env: { ALLOW_PRIVATE: `127.0.0.1:${site.port}` } })
    owner = await foundedBy(keyed)
  })
  afterAll(async () => {
    await keyed.close()
    await site.close()
  })

  it('is read again in every source that has it, and says what came of it', async () => {
    const { token } = (await keyed.call(api.addKey, { cookie: owner.cookie, body: { name: 'CMS' } })).json()
    const own = at(api.addSource, owner.me.bots[0]?.id ?? '')
    expect(await results(token, '/news')).toEqual([])
    await keyed.call(own, { cookie: owner.cookie, body: { kind: 'website', url: site.url, settings: { skip: ['/private/*'] } } })
    expect(await results(token, '/news')).toEqual(['added'])
    await keyed.call(own, { cookie: owner.cookie, body: { kind: 'page', url: `${site.url}/news` } })
    expect(await results(token, '/news')).toEqual(['unchanged', 'unchanged'])
    site.put('/news', page('Second.'))
    expect(await results(token, '/news#top')).toEqual(['changed', 'changed'])
    const { rows } = await keyed.database.pool.query<{ body: string }>('select body from chunk')
    expect(rows.map(({ body }) => body.slice(0, 7))).toEqual(['Second.', 'Second.'])
    expect(await results(token, '/alias')).toEqual(['skipped'])
    expect(await results(token, '/private/a')).toEqual([])
    site.put('/news', null)
    expect(await results(token, '/news')).toEqual(['removed', 'removed'])
    expect((await keyed.database.pool.query('select from chunk')).rowCount).toBe(0)
  })

  it('needs a key that stands, which is shown once and kept only as a hash', async () => {
    const { key, token } = (await keyed.call(api.addKey, { cookie: owner.cookie, body: { name: 'Second' } })).json()
    expect(token).toMatch(/^bk_[\w-]{43}$/)
    expect((await keyed.call(api.keys, { cookie: owner.cookie })).body).not.toContain(token)
    expect((await keyed.database.pool.query('select 1 from api_key where token_hash = $1', [digest(token)])).rowCount).toBe(1)
    expect(await sync(`${token}x`, '/news')).toMatchObject({ refusal: { no: 'noSuchKey' } })
    expect((await keyed.call(api.sync, { cookie: owner.cookie, body: {} })).json()).toMatchObject({ refusal: { no: 'noSuchKey' } })
    expect(await sync(token, '/')).toHaveProperty('results')
    expect((await keyed.call(api.keys, { cookie: owner.cookie })).json()).toContainEqual(
      expect.objectContaining({ id: key.id, usedAt: keyed.now(), hint: token.slice(0, 7) }),
    )
    expect((await keyed.call(api.keys, { token })).statusCode).toBe(401)
    expect((await keyed.call(at(api.removeKey, key.id), { cookie: owner.cookie })).statusCode).toBe(200)
    expect(await sync(token, '/')).toMatchObject({ refusal: { no: 'noSuchKey' } })
  })
})
