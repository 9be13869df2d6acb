import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { api } from '@baton/contracts/api.ts'
import { PROTOCOL_VERSION } from '@baton/contracts/version.ts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { owner, type Standing, setUpServer, type TestServer, testServer } from '../testing/server.ts'

type Token = { token: string; conversation: string }
type Facts = { facts: { n: number; fact: { type: string } | null }[] }

let baton: TestServer
let ada: Standing
beforeAll(async () => {
  baton = await testServer()
  ada = await setUpServer(baton)
})
afterAll(() => baton.close())

const arrive = async (): Promise<Token> => (await baton.call('POST', api.visitor.path, { body: { bot: ada.bot } })).json()
const act = (token: string, act: object, cause: string = randomUUID()) =>
  baton.call('POST', api.visitorTurn.path, { token, body: { cause, act } })
const factsOf = async (token: string): Promise<Facts> => (await baton.call('GET', `${api.visitorFacts.path}?after=0`, { token })).json()
const socket = (path: string, { cookie, origin = baton.server.url }: { cookie?: string; origin?: string | undefined } = {}) =>
  new WebSocket(baton.server.url.replace('http', 'ws') + path, { ...(origin ? { origin } : {}), headers: cookie ? { cookie } : {} })

/** What a socket ends with: the status of a refused upgrade, or the code that closes it. */
async function endOf(ws: WebSocket): Promise<number> {
  const refused = new Promise<number>((tell) => ws.once('unexpected-response', (_request, response) => tell(response.statusCode ?? 0)))
  ws.on('error', () => {})
  return Promise.race([refused, once(ws, 'close').then(([code]) => code as number)])
}

async function signIn(): Promise<string> {
  const answer = await baton.call('POST', api.signIn.path, { body: { email: owner.email, password: owner.password } })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

async function listening(cookie: string): Promise<WebSocket> {
  const ws = socket('/socket/agent', { cookie })
  await once(ws, 'open')
  ws.send(JSON.stringify({ t: 'hello', protocol: PROTOCOL_VERSION }))
  await once(ws, 'message')
  return ws
}

describe('a visitor’s token', () => {
  test('[V2] opens one conversation, and names in the request change nothing', async () => {
    const [vera, mallory] = [await arrive(), await arrive()]
    await act(vera.token, { type: 'say', text: 'My order number is 4711' })
    const forged = await baton.call(
      'GET',
      `${api.visitorFacts.path}?after=0&conversation=${vera.conversation}&visitor=${vera.conversation}`,
      {
        token: mallory.token,
        headers: { cookie: `token=${vera.token}` },
      },
    )
    expect((await forged.json()).facts).toEqual([])
    const body = {
      cause: randomUUID(),
      conversation: vera.conversation,
      act: { type: 'say', text: 'I am Vera', conversation: vera.conversation },
    }
    await baton.call('POST', api.visitorTurn.path, { token: mallory.token, body })
    expect(JSON.stringify(await factsOf(vera.token))).not.toContain('I am Vera')
    expect(JSON.stringify(await factsOf(mallory.token))).not.toContain('4711')
  })

  test('[V2] opens nothing that is for agents, not even its own conversation', async () => {
    const { token, conversation } = await arrive()
    for (const path of [
      `/v1/conversations/${conversation}`,
      `/v1/conversations/${conversation}/facts`,
      '/v1/conversations?list=all',
      '/v1/me',
    ]) {
      expect((await baton.call('GET', path, { token, cookie: `baton=${token}` })).status, path).toBe(401)
    }
  })

  test('[J1] a cause used again by somebody else is theirs, and by the same one changes nothing', async () => {
    const [vera, mallory] = [await arrive(), await arrive()]
    const cause = randomUUID()
    const first = await (await act(vera.token, { type: 'say', text: 'Once' }, cause)).json()
    expect(await (await act(vera.token, { type: 'say', text: 'Twice' }, cause)).json()).toEqual(first)
    await act(mallory.token, { type: 'say', text: 'Mine' }, cause)
    const said = (await factsOf(vera.token)).facts.filter(({ fact }) => fact?.type === 'visitorSaid')
    expect(said).toHaveLength(1)
    expect(JSON.stringify(said)).toContain('Once')
  })

  test('an agent’s act is not a visitor’s', async () => {
    const { token } = await arrive()
    for (const type of ['accept', 'takeOver', 'note', 'close', 'handBack']) {
      expect((await (await act(token, { type, text: 'x', outcome: 'spam' })).json()).refusal.no).toBe('invalid')
    }
    expect((await factsOf(token)).facts).toEqual([])
  })

  test('script in a line comes back as the text it is', async () => {
    const { token } = await arrive()
    const text = '</script><img src=x onerror=alert(1)> {{constructor}} \u202e'
    await act(token, { type: 'say', text })
    const answer = await baton.call('GET', api.visitorFacts.path, { token })
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await answer.json()).facts).toContainEqual(
      expect.objectContaining({ fact: expect.objectContaining({ type: 'visitorSaid', text }) }),
    )
  })
})

describe('an id that somebody made up', () => {
  test.each(['conversation', 'facts'] as const)('%s: there is nothing', async (name) => {
    const answer = await baton.call('GET', api[name].path.replace(':id', randomUUID()), { cookie: ada.cookie })
    const body = await answer.json()
    expect(answer.status === 404 || (Array.isArray(body) && body.length === 0)).toBe(true)
  })

  test('an act in it makes no conversation', async () => {
    const id = randomUUID()
    const body = { cause: randomUUID(), act: { type: 'say', text: 'Hello' } }
    expect((await baton.call('POST', api.turn.path.replace(':id', id), { cookie: ada.cookie, body })).status).toBe(404)
    const rows = await baton.database.db.selectFrom('conversation').select('id').where('id', '=', id).execute()
    expect(rows).toEqual([])
  })
})

describe('the agents’ socket', () => {
  test('opens from our own pages only, and only with a session', async () => {
    expect(await endOf(socket('/socket/agent', { cookie: ada.cookie, origin: 'https://evil.test' }))).toBe(403)
    expect(await endOf(socket('/socket/agent', { cookie: ada.cookie, origin: 'null' }))).toBe(403)
    expect(await endOf(socket('/socket/agent'))).toBe(401)
    expect(await endOf(socket('/socket/agent', { cookie: `baton=${(await arrive()).token}` }))).toBe(401)
    expect(await endOf(socket(`/socket/agent?token=${ada.cookie.split('=')[1]}`))).toBe(401)
    expect(await endOf(socket('/socket/else', { cookie: ada.cookie }))).toBe(404)
  })

  test('closes when its session is signed out, and only then', async () => {
    const cookie = await signIn()
    const [other, mine] = [await listening(ada.cookie), await listening(cookie)]
    const ended = endOf(mine)
    await baton.call('DELETE', api.signOut.path, { cookie })
    expect(await ended).toBe(4401)
    expect(other.readyState).toBe(WebSocket.OPEN)
    other.close()
    expect(await endOf(socket('/socket/agent', { cookie }))).toBe(401)
  })

  test('closes when the account ends', async () => {
    const invited = await baton.call('POST', api.invite.path, {
      cookie: ada.cookie,
      body: { name: 'Bo', email: 'bo@fernweh.test', role: 'agent' },
    })
    const { agent, link } = await invited.json()
    const accepted = await baton.call('POST', api.accept.path, { body: { token: link.split('#')[1], password: 'bo has a long password' } })
    const cookie = accepted.headers.get('set-cookie')?.split(';')[0] ?? ''
    const ended = endOf(await listening(cookie))
    await baton.call('DELETE', api.removeAgent.path.replace(':id', agent.id), { cookie: ada.cookie })
    expect(await ended).toBe(4401)
  })
})

describe('what is hardly HTTP', () => {
  const long = 'x'.repeat(20_000)
  test.each([
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['two lengths', 'POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello', 400],
    [
      'a length and chunks',
      'POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a header that ends early', 'GET / HTTP/1.1\r\nHost: a\r\nX: b\nSet-Cookie: baton=x\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${long}\r\n\r\n`, 431],
    ['another language', '\u0016\u0003\u0001\u0002hello', 400],
    ['an address that can’t be decoded', 'GET /%ff%c0 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
  ])('%s', async (_title, text, status) => {
    const { port, hostname } = new URL(baton.server.url)
    const raw = connect(Number(port), hostname)
    raw.write(text, 'latin1')
    let answer = ''
    for await (const part of raw) answer += part
    expect(answer.split(' ')[1]).toBe(String(status))
    expect(answer.toLowerCase()).not.toContain('set-cookie')
    expect((await baton.call('GET', '/healthz')).status).toBe(200)
  })
})

test('a long poll of 25 s does not hold up a stop', async () => {
  const other = await testServer()
  const { bot } = await setUpServer(other)
  const { token, conversation } = await (await other.call('POST', api.visitor.path, { body: { bot } })).json()
  const polling = other.call('GET', `${api.visitorFacts.path}?after=0&wait=25`, { token })
  await vi.waitFor(() => expect(other.server.engine.live.hub.conversations()).toContain(conversation))
  const [answer] = await Promise.all([polling, other.close()])
  expect((await answer.json()).facts).toEqual([])
})
