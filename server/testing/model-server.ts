import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Body = { messages: { role: string; content: string }[]; stream?: boolean } & Record<string, unknown>

/** How the pretended model behaves on its next request; the last one stays. */
export type Behaviour =
  /** `pieces`: in how many it comes; `wait` ms between them; `until`: only this many characters, then the connection ends or is silent. */
  | { says: unknown; finish?: 'stop' | 'length' | 'content_filter'; pieces?: number; wait?: number; until?: [number, 'hangUp' | 'stall'] }
  | { status: number; body?: string; type?: string; headers?: Record<string, string> }
  | { does: 'stall' | 'stallInside' | 'hangUp' | 'hangUpInside' | 'neverEnds' }
  | ((request: Body) => Exclude<Behaviour, (request: Body) => unknown>)

export type ModelServer = {
  url: string
  /** The bodies of the requests so far, and the keys that came with them. */
  requests: Body[]
  keys: (string | undefined)[]
  behave(...next: Behaviour[]): void
  close(): Promise<void>
}

/** A local end point that speaks OpenAI's chat protocol, streams, and misbehaves on demand. */
export async function startModelServer(): Promise<ModelServer> {
  let queue: Behaviour[] = []
  const requests: Body[] = []
  const keys: ModelServer['keys'] = []
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await bodyOf(request)) as Body
    requests.push(body)
    keys.push(request.headers.authorization?.replace('Bearer ', ''))
    const next = queue.length > 1 ? queue.shift() : queue[0]
    const behaviour = typeof next === 'function' ? next(body) : next
    if (behaviour) await reply(response, behaviour)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    keys,
    behave(...next) {
      queue = next
      requests.length = 0
      keys.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const part of request) body += part
  return body
}

async function reply(response: ServerResponse, behaviour: Exclude<Behaviour, (request: Body) => unknown>): Promise<void> {
  if ('does' in behaviour) return misbehave(response, behaviour.does)
  if ('status' in behaviour) {
    const { status, body = '{"error":{"message":"no"}}', type = 'application/json', headers = {} } = behaviour
    response.writeHead(status, { 'content-type': type, ...headers }).end(body)
    return
  }
  await write(response, behaviour)
}

function misbehave(response: ServerResponse, how: Extract<Behaviour, { does: string }>['does']): void {
  if (how === 'hangUp') response.destroy()
  if (how === 'stallInside' || how === 'hangUpInside') {
    begin(response)
    response.write(chunk({ content: '{"answerable":"yes",' }), () => (how === 'hangUpInside' ? response.destroy() : undefined))
  }
  if (how === 'neverEnds') {
    begin(response)
    const more = setInterval(() => response.write(chunk({ content: 'la '.repeat(1_000) })), 1)
    response.on('close', () => clearInterval(more))
  }
}

async function write(response: ServerResponse, { says, finish = 'stop', pieces = 3, wait, until }: Extract<Behaviour, { says: unknown }>) {
  const content = (typeof says === 'string' ? says : JSON.stringify(says)).slice(0, until?.[0])
  begin(response)
  for (const piece of cut(content, pieces)) {
    if (wait) await new Promise((resolve) => setTimeout(resolve, wait))
    if (response.destroyed) return
    response.write(chunk({ content: piece }))
  }
  if (until?.[1] === 'stall') return
  if (until?.[1] === 'hangUp') return void setTimeout(() => response.destroy(), 20)
  response.write(chunk({}, finish))
  response.write(
    `data: ${JSON.stringify({ ...about, choices: [], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } })}\n\n`,
  )
  response.end('data: [DONE]\n\n')
}

const about = { id: '1', object: 'chat.completion.chunk', created: 1, model: 'pretend' }

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
}

function chunk(delta: { content?: string }, finish: string | null = null): string {
  return `data: ${JSON.stringify({ ...about, choices: [{ index: 0, delta: { role: 'assistant', ...delta }, finish_reason: finish }] })}\n\n`
}

function cut(text: string, pieces: number): string[] {
  const size = Math.max(1, Math.ceil(text.length / pieces))
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size))
}
