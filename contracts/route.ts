import { z } from 'zod'
import { id } from './ids.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** Who may call: anybody, a visitor with its bearer token, a program with an API key, anybody signed in, or an owner or admin. */
type Who = 'anyone' | 'visitor' | 'key' | 'agent' | 'admin'
export type Route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  method: Method
  path: string
  summary: string
  who: Who
  params: P
  query: Q
  body: B
  response: R
}
export type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

const none = z.object({})
const nothing = z.undefined()

export const ok = z.object({ ok: z.literal(true) })
export const byId = z.object({ id })

/** One route as data. */
export function route<
  R extends z.ZodType,
  P extends z.ZodType = typeof none,
  Q extends z.ZodType = typeof none,
  B extends z.ZodType = typeof nothing,
>(r: { method: Method; path: string; summary: string; who: Who; response: R; params?: P; query?: Q; body?: B }): Route<P, Q, B, R> {
  return { params: none as unknown as P, query: none as unknown as Q, body: nothing as unknown as B, ...r }
}
