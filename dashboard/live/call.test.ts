import { api } from '@baton/contracts/api.ts'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { call, Refused } from './call.ts'

const id = '3f1c7a52-6a54-4c21-8b0a-0f6d1c2b3a4d'

function answers(status: number, body: unknown) {
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => new Response(JSON.stringify(body), { status }))
  vi.stubGlobal('fetch', fetched)
  return () => fetched.mock.calls[0] as [string, RequestInit]
}

afterEach(() => vi.unstubAllGlobals())

describe('calling a route', () => {
  test('fills in the path and the query, and leaves out what is not said', async () => {
    const asked = answers(200, { rows: [], next: null })
    await call(api.conversations, { query: { list: 'needs', text: undefined, limit: 5 } })
    expect(asked()[0]).toBe('/v1/conversations?list=needs&limit=5')
  })

  test('sends a body as JSON, to the route’s own method', async () => {
    const asked = answers(200, {})
    await call(api.changeBot, { params: { id }, body: { name: 'Fern' } })
    expect(asked()).toMatchObject([`/v1/bots/${id}`, { method: 'PATCH', body: '{"name":"Fern"}', credentials: 'same-origin' }])
  })

  test('a refusal is thrown by its name, with its sentence', async () => {
    answers(409, { refusal: { no: 'lastOwner' }, sentence: 'An install needs at least one owner.' })
    const refused = await call(api.removeAgent, { params: { id } }).catch((error) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect(refused).toMatchObject({ refusal: { no: 'lastOwner' }, message: 'An install needs at least one owner.' })
  })

  test('an answer that is no refusal of ours says its status', async () => {
    vi.stubGlobal('fetch', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(call(api.me, {})).rejects.toThrow('502')
  })
})
