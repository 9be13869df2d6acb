import type { AnyRoute } from '@baton/contracts/api.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { z } from 'zod'

/** The server said no, by name. Anything else that goes wrong on the way is a `TypeError` of fetch. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal, sentence: string) {
    super(sentence)
    this.refusal = refusal
  }
}

type Sent<R extends AnyRoute> = Part<'params', z.input<R['params']>> & Part<'query', z.input<R['query']>> & Part<'body', z.input<R['body']>>
/** Absent where a route has no such part, optional where everything in it is. */
type Part<K extends string, V> = [V] extends [undefined]
  ? unknown
  : Record<string, never> extends V
    ? { [key in K]?: V }
    : { [key in K]: V }

/** Calls a route of `contracts/api.ts`. Throws `Refused` for every refusal; what comes back is trusted, it is our own server's. */
export async function call<R extends AnyRoute>(route: R, sent: Sent<R>, signal?: AbortSignal): Promise<z.output<R['response']>> {
  const { params, query, body } = sent as { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ''))
  const answer = await fetch(path + queryString(query), {
    method: route.method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  })
  const said = await answer.json().catch(() => null)
  if (answer.ok) return said
  if (said?.refusal) throw new Refused(said.refusal, said.sentence)
  throw new Error(said?.sentence ?? `The server answered ${answer.status}.`)
}

function queryString(query: Record<string, unknown> | undefined): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '')
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`
}
