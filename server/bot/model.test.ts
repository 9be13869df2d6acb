import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ModelServer, startModelServer } from '../testing/model-server.ts'
import { openModel } from './model.ts'

const said = { answerable: 'yes', confidence: 0.9, answer: 'Three days.', citations: [1] }
const question = { instructions: 'Be brief.', prompt: 'How long?' }

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.close())

const model = (patience = 5_000) => openModel({ url: server.url, name: 'pretend', key: 'k', patience })

describe('a model behind an OpenAI-compatible end point', () => {
  it('answers in the shape that was asked for', async () => {
    server.behave({ says: said })
    expect(await model().ask(question)).toEqual({ ok: true, said })
    expect(server.requests[0]?.messages.map(({ role }) => role)).toEqual(['system', 'user'])
  })

  it.each([
    ['too many requests', { status: 429 }],
    ['an error of the server', { status: 503 }],
    ['a connection closed', { does: 'hangUp' }],
  ] as const)('is asked once more after %s', async (_name, first) => {
    server.behave(first, { says: said })
    expect(await model().ask(question)).toEqual({ ok: true, said })
    expect(server.requests).toHaveLength(2)
  })

  it.each([
    ['errors twice', { status: 500 }, 'down', 2],
    ['a wrong key', { status: 401 }, 'down', 1],
    ['a model that is not there', { status: 404 }, 'down', 1],
    ['an answer cut off by its length', { says: '{"answerable":"yes","answer":"Three', finish: 'length' }, 'cutOff', 1],
    ['a refusal by the filter', { says: '', finish: 'content_filter' }, 'refused', 1],
    ['a refusal in words', { says: 'I’m sorry, but I can’t help with that.' }, 'refused', 1],
    ['silence', { says: '' }, 'empty', 1],
    ['prose instead of the shape', { says: 'Delivery takes three days, mostly.' }, 'garbage', 1],
    ['another shape', { says: { text: 'Three days.' } }, 'garbage', 1],
    ['numbers out of range', { says: { ...said, confidence: 90 } }, 'garbage', 1],
    ['a page of HTML', { status: 200, body: '<html>Welcome</html>', type: 'text/html' }, 'garbage', 1],
  ] as const)('%s is a value, not a throw', async (_name, behaviour, failed, requests) => {
    server.behave(behaviour)
    expect(await model().ask(question)).toEqual({ ok: false, failed })
    expect(server.requests).toHaveLength(requests)
  })

  it.each(['stall', 'stallInside'] as const)('does not wait longer than its time: %s', async (does) => {
    server.behave({ does })
    expect(await model(200).ask(question)).toEqual({ ok: false, failed: 'slow' })
  })

  it('is cut off when the line breaks in the middle twice', async () => {
    server.behave({ does: 'hangUpInside' })
    expect(await model().ask(question)).toEqual({ ok: false, failed: 'cutOff' })
    expect(server.requests).toHaveLength(2)
  })

  it('never asks a cloud’s metadata service', async () => {
    expect(await openModel({ url: 'http://169.254.169.254/v1', name: 'x' }).ask(question)).toEqual({ ok: false, failed: 'down' })
  })

  it('is down when nothing listens', async () => {
    expect(await openModel({ url: 'http://127.0.0.1:9/v1', name: 'x' }).ask(question)).toEqual({ ok: false, failed: 'down' })
  })
})
