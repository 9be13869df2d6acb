import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the pretended model behaves on its next request; the last one stays. */
export type Behaviour =
  | { says: unknown; finish?: 'stop' | 'length' | 'content_filter' }
  | { status: number; body?: string; type?: string }
  | { does: 'stall' | 'stallInside' | 'hangUp' | 'hangUpInside' }

export type ModelServer = {
  url: string
  /** The bodies of the requests so far. */
  requests: { messages: { role: string; content: unknown }[] }[]
  behave(...next: Behaviour[]): void
  close(): Promise<void>
}

/** A local end point that speaks OpenAI's chat protocol and misbehaves on demand. */
export async function startModelServer(): Promise<ModelServer> {
  let queue: Behaviour[] = []
  const requests: ModelServer['requests'] = []
  const server = createServer(async (request, response) => {
    requests.push(JSON.parse(await bodyOf(request)))
    const behaviour = queue.length > 1 ? queue.shift() : queue[0]
    if (behaviour) reply(response, behaviour)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    behave(...next) {
      queue = next
      requests.length = 0
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

function reply(response: ServerResponse, behaviour: Behaviour): void {
  if ('does' in behaviour) return misbehave(response, behaviour.does)
  if ('status' in behaviour) {
    response
      .writeHead(behaviour.status, { 'content-type': behaviour.type ?? 'application/json' })
      .end(behaviour.body ?? '{"error":{"message":"no"}}')
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(completion(behaviour.says, behaviour.finish ?? 'stop'))
}

function misbehave(response: ServerResponse, how: 'stall' | 'stallInside' | 'hangUp' | 'hangUpInside'): void {
  if (how === 'hangUp') response.destroy()
  if (how === 'stallInside' || how === 'hangUpInside') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
    response.write('{"id":"1","choices":[', () => (how === 'hangUpInside' ? response.destroy() : undefined))
  }
}

function completion(says: unknown, finish: string): string {
  const content = typeof says === 'string' ? says : JSON.stringify(says)
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }]
  return JSON.stringify({
    id: '1',
    object: 'chat.completion',
    created: 1,
    model: 'pretend',
    choices,
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  })
}
