import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ModelServer, startModelServer } from '../testing/model-server.ts'
import { openModel } from './model.ts'

const said = {
  answerable: 'yes',
  confidence: 0.9,
  citations: [1, 2],
  sentences: [
    { text: 'Three "working" days, {really}.', citations: [1] },
    { text: 'Two with express.', citations: [1, 2] },
  ],
}
const question = { instructions: 'Be brief.', prompt: 'How long?' }

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.close())

const model = (patience = 5_000, longest = 8_000) => openModel({ url: server.url, name: 'pretend', key: 'k', patience, longest })

async function heard(asked = model(), stopAfter = 99) {
  const order: unknown[] = []
  const result = await asked.ask(question, {
    header: ({ answerable }) => order.push(answerable) > 0,
    sentence: ({ text }) => order.push(text) <= stopAfter,
  })
  return { order, result }
}

describe('a model behind an OpenAI-compatible end point', () => {
  it('answers in the shape that was asked for, and says what it cost', async () => {
    server.behave({ says: said })
    expect(await model().ask(question)).toEqual({ ok: true, said, stopped: false, usage: { in: 100, out: 20 } })
    expect(server.requests[0]).toMatchObject({ model: 'pretend', stream: true, temperature: 0, response_format: { type: 'json_schema' } })
    expect(server.requests[0]?.messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(server.keys).toEqual(['k'])
  })

  it.each([1, 2, 40, 400])('is heard while it writes, in %i pieces: first what it knows, then sentence by sentence', async (pieces) => {
    server.behave({ says: said, pieces })
    expect((await heard()).order).toEqual(['yes', said.sentences[0]?.text, said.sentences[1]?.text])
  })

  it('is heard before it has ended', async () => {
    server.behave({ says: said, until: [JSON.stringify(said).indexOf('Two'), 'stall'] })
    const { order, result } = await heard(model(300))
    expect(order).toEqual(['yes', said.sentences[0]?.text])
    expect(result).toMatchObject({ ok: false, failed: 'slow' })
  })

  it('ends when the listener has had enough, and so does what it costs', async () => {
    server.behave({ says: said, pieces: 40, wait: 2 })
    const { order, result } = await heard(model(), 2)
    expect(order).toHaveLength(3)
    expect(result).toMatchObject({ ok: true, stopped: true })
  })

  it.each([
    ['a code fence', `\`\`\`json\n${JSON.stringify(said, null, 2)}\n\`\`\``],
    ['prose around it', `Sure: ${JSON.stringify(said)} Anything else?`],
  ])('is understood through %s', async (_name, says) => {
    server.behave({ says })
    expect(await model().ask(question)).toMatchObject({ ok: true, said })
  })

  it.each([
    [0.8, 0.8],
    [7, null],
    ['very', null],
  ])('may say how annoyed the visitor is; %s is taken as %s, and the answer stands', async (frustration, taken) => {
    const { sentences, ...header } = said
    server.behave({ says: { ...header, frustration, sentences } })
    expect(await model().ask(question)).toMatchObject({ ok: true, said: { sentences, frustration: taken } })
  })

  it('is understood when it writes things in another order, or one text for sentences', async () => {
    const { sentences, ...header } = said
    server.behave({ says: { sentences, ...header } })
    expect(await heard()).toMatchObject({ order: ['yes', sentences[0]?.text, sentences[1]?.text], result: { ok: true, said } })
    server.behave({ says: { ...header, answer: 'Three days. Two with express.' } })
    const { order } = await heard()
    expect(order).toEqual(['yes', 'Three days.', 'Two with express.'])
  })

  it.each([
    ['too many requests', { status: 429 }],
    ['too many requests, with a time to wait', { status: 429, headers: { 'retry-after': '1' } }],
    ['an error of the server', { status: 503 }],
    ['a connection closed', { does: 'hangUp' }],
    ['a connection closed in the header', { does: 'hangUpInside' }],
  ] as const)('is asked once more after %s', async (_name, first) => {
    server.behave(first, { says: said })
    expect(await model().ask(question)).toMatchObject({ ok: true, said })
    expect(server.requests).toHaveLength(2)
  })

  it('is not waited for when it asks for more patience than a visitor has', async () => {
    server.behave({ status: 429, headers: { 'retry-after': '3600' } }, { says: said })
    expect(await model().ask(question)).toMatchObject({ ok: false, failed: 'down', status: 429 })
    expect(server.requests).toHaveLength(1)
  })

  it('is not asked again for what somebody has read already', async () => {
    server.behave({ says: said, until: [JSON.stringify(said).indexOf('Two'), 'hangUp'] }, { says: said })
    const { order, result } = await heard()
    expect(order).toEqual(['yes', said.sentences[0]?.text])
    expect(result).toMatchObject({ ok: false, failed: 'cutOff' })
    expect(server.requests).toHaveLength(1)
  })

  it.each([
    ['no schema', "'response_format' of type json_schema is not supported", (body: object) => !('response_format' in body)],
    ['no temperature', 'Unsupported value: temperature does not support 0', (body: object) => !('temperature' in body)],
    ['another name for the limit', 'use max_completion_tokens instead', (body: object) => 'max_completion_tokens' in body],
  ])('is spoken to as it understands: %s', async (_name, message, adapted) => {
    const one = model()
    server.behave((body) => (adapted(body) ? { says: said } : { status: 400, body: JSON.stringify({ error: { message } }) }))
    expect(await one.ask(question)).toMatchObject({ ok: true, said })
    expect(await one.ask(question)).toMatchObject({ ok: true })
    expect(server.requests).toHaveLength(3)
  })

  it.each([
    ['errors twice', { status: 500 }, 'down', 2],
    ['a wrong key', { status: 401 }, 'down', 1],
    ['a model that is not there', { status: 404 }, 'down', 1],
    ['a request that is refused', { status: 400 }, 'down', 1],
    ['an answer cut off by its length', { says: '{"answerable":"yes","answer":"Three', finish: 'length' }, 'cutOff', 1],
    ['a refusal by the filter', { says: '', finish: 'content_filter' }, 'refused', 1],
    ['a refusal in words', { says: 'I’m sorry, but I can’t help with that.' }, 'refused', 1],
    ['silence', { says: '' }, 'empty', 1],
    ['prose instead of the shape', { says: 'Delivery takes three days, mostly.' }, 'garbage', 1],
    ['another shape', { says: { text: 'Three days.' } }, 'garbage', 1],
    ['sentences of another shape', { says: { ...said, sentences: ['Three days.'] } }, 'garbage', 1],
    ['numbers out of range', { says: { ...said, confidence: 90 } }, 'garbage', 1],
    ['a page of HTML', { status: 200, body: '<html>Welcome</html>', type: 'text/html' }, 'garbage', 1],
    ['broken lines', { status: 200, body: 'data: {"choices":[{\n\n', type: 'text/event-stream' }, 'garbage', 1],
  ] as const)('%s is a value, not a throw', async (_name, behaviour, failed, requests) => {
    server.behave(behaviour)
    expect(await model().ask(question)).toMatchObject({ ok: false, failed })
    expect(server.requests).toHaveLength(requests)
  })

  it.each(['stall', 'stallInside'] as const)('is not waited for longer than its time: %s', async (does) => {
    server.behave({ does })
    expect(await model(200).ask(question)).toMatchObject({ ok: false, failed: 'slow' })
  })

  it('that never ends is ended', async () => {
    server.behave({ does: 'neverEnds' })
    expect(await model(5_000, 400).ask(question)).toMatchObject({ ok: false, failed: 'slow' })
  })

  it('is cut off when the line breaks in the middle twice', async () => {
    server.behave({ does: 'hangUpInside' })
    expect(await model().ask(question)).toMatchObject({ ok: false, failed: 'cutOff' })
    expect(server.requests).toHaveLength(2)
  })

  it('never asks a cloud’s metadata service', async () => {
    expect(await openModel({ url: 'http://169.254.169.254/v1', name: 'x' }).ask(question)).toMatchObject({ ok: false, failed: 'down' })
  })

  it('is down when nothing listens', async () => {
    expect(await openModel({ url: 'http://127.0.0.1:9/v1', name: 'x' }).ask(question)).toMatchObject({ ok: false, failed: 'down' })
  })
})
