import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type AnyRoute, api } from './api.ts'
import { newSource } from './knowledge.ts'

const routes: [string, AnyRoute][] = Object.entries(api)

describe.each(routes)('%s', (_, route) => {
  it('names in its path what it takes as parameters', () => {
    const named = [...route.path.matchAll(/:(\w+)/g)].map(([, one]) => one)
    const schema = z.toJSONSchema(route.params, { io: 'input' })
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual(named.sort())
  })

  it('has a noun for an address, a summary, and a body only where it changes something', () => {
    expect(route.path).toMatch(/^\/v1(\/:?[a-z]+(-[a-z]+)*)+$/i)
    expect(route.summary).toMatch(/^[A-Z]/)
    if (route.method === 'GET' || route.method === 'DELETE') expect(route.body.safeParse(undefined).success).toBe(true)
  })
})

it('no two routes have one address', () => {
  const addresses = routes.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`)
  expect(new Set(addresses).size).toBe(addresses.length)
})

it('whoever signs nobody in is open to anybody, all else is not', () => {
  const open = routes.filter(([, { who }]) => who === 'anyone').map(([key]) => key)
  expect(open.sort()).toEqual(['accept', 'face', 'recover', 'setup', 'setupState', 'signIn', 'visitor'])
  expect(routes.filter(([, { who, path }]) => (who === 'visitor') !== path.startsWith('/v1/visitor/'))).toEqual([])
})

describe('what a bot is taught', () => {
  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'ftp://northpeak.example', '/tents', `https://${'x'.repeat(2_000)}.example`])(
    'not the page %s',
    (url) => {
      expect(newSource.safeParse({ kind: 'page', url }).success).toBe(false)
    },
  )

  it('pairs with both halves', () => {
    expect(newSource.safeParse({ kind: 'pairs', pairs: [{ question: ' ', answer: 'Yes' }] }).success).toBe(false)
    expect(newSource.parse({ kind: 'pairs', pairs: [{ question: ' Open? ', answer: 'Yes\u0000' }] })).toEqual({
      kind: 'pairs',
      title: 'Questions and answers',
      pairs: [{ question: 'Open?', answer: 'Yes' }],
    })
  })
})
