import { type AnyRoute, api } from '@baton/contracts/api.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at, foundedBy, joined, type Person, type TestHttp, testHttp } from '../testing/http.ts'
import { type ModelServer, startModelServer } from '../testing/model-server.ts'

let http: TestHttp
let ada: Person
let model: ModelServer
const right = {
  answerable: 'yes',
  confidence: 0.9,
  citations: [1],
  sentences: [{ text: 'From Monday to Saturday, 10 to 18.', citations: [1] }],
}
const use = { bots: null, exactPairs: true, prices: { in: 1, out: 4 }, budget: { of: 'nothing' } }

beforeAll(async () => {
  model = await startModelServer()
})
afterAll(() => model.close())
beforeEach(async () => {
  http = await testHttp({ env: { BATON_SECRET: 'a long enough secret' } })
  ada = await foundedBy(http)
})
afterEach(() => http.close())

const call = (route: Pick<AnyRoute, 'method' | 'path'>, body?: object, who = ada) =>
  http.call(route, { cookie: who.cookie, ...(body && { body }) })
const compatible = () => ({ provider: 'compatible', url: model.url, name: 'pretend' })
const bot = () => ada.me.bots[0]?.id ?? ''

describe('the model', () => {
  it('is none before one is chosen, then is what was chosen; its key is never sent back', async () => {
    expect((await call(api.model)).json()).toMatchObject({ from: 'nothing', model: null, key: null, use: { exactPairs: true } })
    const key = 'sk-very-secret-0001'
    const changed = await call(api.changeModel, { model: compatible(), key, use })
    expect(changed.json()).toMatchObject({ from: 'settings', model: compatible(), key: { hint: '…0001', readable: true }, use })
    expect((await call(api.model)).json()).toEqual(changed.json())
    expect(changed.body + http.logged.join('')).not.toContain(key)
    const { rows } = await http.database.pool.query('select sealed from secret')
    expect(rows[0].sealed.includes(key)).toBe(false)
  })

  it('keeps its key while its address stays, and sends it to no other', async () => {
    await call(api.changeModel, { model: compatible(), key: 'sk-very-secret-0001', use })
    const same = await call(api.changeModel, { model: { ...compatible(), name: 'other' }, use })
    expect(same.json()).toMatchObject({ key: { hint: '…0001' } })
    const other = await startModelServer()
    other.behave({ says: right })
    await call(api.tryModel, { model: { ...compatible(), url: other.url } })
    expect(other.keys).toEqual([undefined])
    await other.close()
    const moved = await call(api.changeModel, { model: { ...compatible(), url: 'http://localhost:9/v1' }, use })
    expect(moved.json()).toMatchObject({ key: null })
    expect((await http.database.pool.query('select from secret')).rowCount).toBe(0)
  })

  it('forgets its key when asked, and with the model', async () => {
    await call(api.changeModel, { model: compatible(), key: 'sk-very-secret-0001', use })
    expect((await call(api.changeModel, { model: compatible(), key: null, use })).json()).toMatchObject({ key: null })
    await call(api.changeModel, { model: compatible(), key: 'sk-very-secret-0001', use })
    expect((await call(api.changeModel, { model: null, use })).json()).toMatchObject({ from: 'nothing', key: null })
    expect((await http.database.pool.query('select from secret')).rowCount).toBe(0)
  })

  it('is tried with one question, with what is typed in or what is stored', async () => {
    model.behave({ says: right })
    const typed = await call(api.tryModel, { model: compatible(), key: 'sk-typed' })
    expect(typed.json()).toMatchObject({ ok: true, text: right.sentences[0]?.text, problem: null })
    expect(model.keys).toEqual(['sk-typed'])
    await call(api.changeModel, { model: compatible(), key: 'sk-stored-000001', use })
    model.behave({ says: right })
    await call(api.tryModel, {})
    expect(model.keys).toEqual(['sk-stored-000001'])
  })

  it.each([
    [{ status: 401 }, 'The key was refused (401).'],
    [{ status: 404 }, 'There is no model of this name at this address (404).'],
    [{ says: 'Hello there.' }, 'It answers, but not in the form that Baton asks for. A larger model may do.'],
    [{ says: { ...right, citations: [] } }, 'It answers, but not from what it is given. A larger model may do.'],
  ] as const)('that does not do says why: %j', async (behaviour, problem) => {
    model.behave(behaviour)
    expect((await call(api.tryModel, { model: compatible() })).json()).toMatchObject({ ok: false, problem })
  })

  it.each([
    [{ model: { provider: 'compatible', name: 'x' } }, 'model.url'],
    [{ model: { provider: 'compatible', url: 'ftp://x', name: 'x' } }, 'model.url'],
    [{ model: { provider: 'openai', name: ' ' } }, 'model.name'],
    [{ model: { provider: 'nobody', name: 'x' } }, 'model.provider'],
    [{ model: null, use: { ...use, budget: { of: 'tokens', perDay: 3 } } }, 'use.budget.perDay'],
  ])('is refused by field: %j', async (body, path) => {
    const answer = await call(api.changeModel, { use, ...body })
    expect([answer.statusCode, answer.json().refusal.path]).toEqual([400, path])
  })

  it('has nothing to try before one is chosen', async () => {
    expect((await call(api.tryModel, {})).json().refusal).toMatchObject({ no: 'invalid', path: 'model' })
  })

  it('is for admins', async () => {
    const bo = await joined(http, ada, 'Bo', 'agent')
    for (const route of [api.model, api.modelUsage]) expect((await call(route, undefined, bo)).statusCode).toBe(403)
    expect((await call(api.changeModel, { model: null, use }, bo)).statusCode).toBe(403)
  })
})

it('a key can’t be stored where servers share a database and no secret', async () => {
  const shared = await testHttp({ env: { DATABASE_URL: 'postgres://elsewhere/baton' } })
  const owner = await foundedBy(shared)
  const body = { model: { provider: 'openai', name: 'x' }, key: 'sk-very-secret-0001', use }
  const answer = await shared.call(api.changeModel, { cookie: owner.cookie, body })
  expect(answer.json().sentence).toContain('BATON_SECRET')
  expect(answer.statusCode).toBe(400)
  await shared.close()
})

it('the environment wins over what is stored, and its use can be changed', async () => {
  const set = await testHttp({ env: { MODEL_URL: 'http://localhost:11434/v1', MODEL_NAME: 'llama' } })
  const owner = await foundedBy(set)
  const answer = await set.call(api.changeModel, {
    cookie: owner.cookie,
    body: { model: { provider: 'openai', name: 'x' }, use: { ...use, exactPairs: false } },
  })
  expect(answer.json()).toMatchObject({ from: 'environment', model: { name: 'llama' }, use: { exactPairs: false } })
  await set.close()
})

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

describe('a persona', () => {
  const persona = { style: 'friendly', bio: 'Knows every trail.', language: 'de', does: ['Mention the club.'], donts: [] }

  it('is plain until it is changed; the widget learns of it', async () => {
    expect((await call(at(api.persona, bot()))).json()).toEqual({
      style: 'plain',
      bio: '',
      language: 'visitor',
      does: [],
      donts: [],
      picture: null,
    })
    const changed = await call(at(api.changePersona, bot()), persona)
    expect(changed.json()).toEqual({ ...persona, picture: null })
    expect(http.told).toContainEqual({ botChanged: bot() })
    expect((await http.call(at(api.face, bot()))).json()).toMatchObject({ bio: 'Knows every trail.', picture: null })
  })

  const upload = (body: Buffer) =>
    http.app.inject({
      method: 'PUT',
      url: at(api.changeBotPicture, bot()).path,
      headers: { host: 'baton.test', origin: 'http://baton.test', cookie: ada.cookie, 'content-type': 'application/octet-stream' },
      payload: body,
    })

  it('has a picture that anybody may see and keep', async () => {
    const { picture } = (await upload(png)).json()
    expect((await http.call(at(api.face, bot()))).json()).toMatchObject({ picture })
    const shown = await http.app.inject({ method: 'GET', url: picture })
    expect(shown.rawPayload.equals(png)).toBe(true)
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
    await call(at(api.removeBotPicture, bot()))
    expect((await http.app.inject({ method: 'GET', url: picture })).statusCode).toBe(404)
  })

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 400],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>'), 400],
    ['a GIF', Buffer.from('R0lGODlhAQABAAAAACw=', 'base64'), 400],
    ['too much', Buffer.concat([png, Buffer.alloc(204_800)]), 413],
  ])('takes no %s', async (_name, body, status) => {
    expect((await upload(body)).statusCode).toBe(status)
  })

  it.each(['/pictures/x/y', '/pictures/00000000-0000-0000-0000-000000000000/0000000000000000', "/pictures/'/--"])(
    '%s is not there',
    async (url) => {
      expect((await http.app.inject({ method: 'GET', url })).statusCode).toBe(404)
    },
  )

  it('of no bot is not there', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect((await call(at(api.persona, nobody))).statusCode).toBe(404)
    expect((await call(at(api.changePersona, nobody), persona)).statusCode).toBe(404)
  })
})
