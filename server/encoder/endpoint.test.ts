import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openEndpoint } from './endpoint.ts'

let server: Server | undefined
afterEach(() => new Promise((done) => (server ? server.close(done) : done(null))))

type Asked = { model: string; input: string[] }

/** An end point whose vectors tell the length of each text, last first. */
async function endpoint(answers: ((asked: Asked, response: ServerResponse) => void)[] = []) {
  const seen: { asked: Asked; key: string | undefined; path: string | undefined }[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const piece of request) body += piece
    const asked = JSON.parse(body) as Asked
    seen.push({ asked, key: request.headers.authorization, path: request.url })
    const answer = answers[seen.length - 1] ?? properly
    answer(asked, response)
  }
  server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return { seen, encoder: openEndpoint({ url, name: 'nomic', key: 'sk-secret', patience: 2_000 }) }
}

function properly({ input }: Asked, response: ServerResponse): void {
  const data = input.map((text, index) => ({ index, embedding: [text.length, 1] })).reverse()
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }))
}

const status = (code: number) => (_: Asked, response: ServerResponse) => void response.writeHead(code).end()

test('texts come back in their order, whatever the order of the answer', async () => {
  const { encoder, seen } = await endpoint()
  expect(await encoder.encode(['a', 'bbb'])).toEqual([Float32Array.of(1, 1), Float32Array.of(3, 1)])
  expect(encoder.name).toBe('endpoint:nomic')
  expect(seen).toEqual([
    { asked: { model: 'nomic', input: ['a', 'bbb'], encoding_format: 'float' }, key: 'Bearer sk-secret', path: '/v1/embeddings' },
  ])
})

test('many texts go in several requests', async () => {
  const { encoder, seen } = await endpoint()
  expect(await encoder.encode(Array.from({ length: 70 }, () => 'x'))).toHaveLength(70)
  expect(seen.map(({ asked }) => asked.input.length)).toEqual([32, 32, 6])
})

test('an end point that is busy is asked once more; a wrong key is not', async () => {
  const busy = await endpoint([status(429)])
  expect(await busy.encoder.encode(['a'])).toEqual([Float32Array.of(1, 1)])
  await new Promise((done) => server?.close(done))
  const wrong = await endpoint([status(401)])
  await expect(wrong.encoder.encode(['a'])).rejects.toThrow('answered 401')
  expect(wrong.seen).toHaveLength(1)
})

test('garbage and a text left out are failures', async () => {
  const { encoder } = await endpoint([
    (_, response) => void response.end(JSON.stringify({ data: [{ index: 0, embedding: ['x'] }] })),
    (_, response) => void response.end(JSON.stringify({ data: [{ index: 0, embedding: [1] }] })),
    (_, response) => void response.end(JSON.stringify({ data: [{ index: 0, embedding: [1] }] })),
  ])
  await expect(encoder.encode(['a'])).rejects.toThrow()
  await expect(encoder.encode(['a', 'b'])).rejects.toThrow('left a text out')
})
