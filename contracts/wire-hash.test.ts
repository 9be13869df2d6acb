import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { agentAct, visitorAct } from './acts.ts'
import { api } from './api.ts'
import { conversation } from './conversation.ts'
import { numbered } from './facts.ts'
import { policy } from './policy.ts'
import { refusal } from './refusal.ts'
import { agentUp, visitorUp } from './up.ts'
import { PROTOCOL_VERSION } from './version.ts'

const whatToDo = `The wire has changed. Whoever speaks the old one is still out there: a widget that was loaded yesterday, facts that were stored last year.
 1. Is it only wider (a new type, a new optional field)? Then nothing old breaks. Facts and policies may change in no other way.
 2. A frame, a fact or an act: raise PROTOCOL_VERSION in contracts/version.ts, once a release, and keep serving the one before.
 3. A new type of fact: add it to the newest file of contracts/corpus that is not released yet.
 4. Then pin what you have: npx vitest run --project contracts -u`

const schemas = { visitorUp, agentUp, visitorAct, agentAct, numbered, conversation, policy, refusal }

it('the wire is the one that is pinned beside PROTOCOL_VERSION', { timeout: 30_000 }, async () => {
  const hashes = {
    PROTOCOL_VERSION,
    ...Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, hash(shapeOf(schema))])),
    api: Object.fromEntries(Object.entries(api).map(([name, route]) => [name, hash(shapeOfRoute(route))])),
    down: hash(bare(source('down.ts'))),
    VisitorFact: hash(declared('facts.ts', 'VisitorFact')),
  }
  await expect(`${JSON.stringify(hashes, null, 2)}\n`, whatToDo).toMatchFileSnapshot('./wire-hash.json')
})

it('a change of a schema, however small, changes its hash', () => {
  const one = z.object({ text: z.string().max(10), at: z.int().optional() })
  for (const other of [one.extend({ text: z.string().max(11) }), one.required(), one.extend({ by: z.string() })])
    expect(hash(shapeOf(other))).not.toBe(hash(shapeOf(one)))
})

/** What goes in, and what comes out when that is something else: a default, a trim. */
function shapeOf(schema: z.ZodType): unknown {
  return [z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })]
}

function shapeOfRoute(route: (typeof api)[keyof typeof api]): unknown {
  const { method, path, who, params, query, body, response } = route
  return [method, path, who, ...[params, query, body, response].map(shapeOf)]
}

/** What is only sent has no schema, only a type: its text. */
function declared(file: string, type: string): string {
  const text = bare(source(file))
  const from = text.indexOf(`export type ${type} =`)
  expect(from, `${type} is no longer in ${file}`).toBeGreaterThanOrEqual(0)
  const to = text.indexOf('export type', from + 1)
  return text.slice(from, to < 0 ? undefined : to)
}

function source(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}

/** Without comments and layout. */
function bare(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*/g, '')
    .replace(/\s+/g, ' ')
}

function hash(shape: unknown): string {
  return createHash('sha256')
    .update(typeof shape === 'string' ? shape : JSON.stringify(shape, withoutSentences))
    .digest('hex')
    .slice(0, 16)
}

/** That there is a default belongs to the wire; how a greeting is worded doesn't. */
function withoutSentences(key: string, value: unknown): unknown {
  return key === 'default' && (typeof value === 'string' || (typeof value === 'object' && value !== null)) ? true : value
}
