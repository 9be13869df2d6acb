import { type AnyRoute, api } from '@baton/contracts/api.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openapi } from './openapi.ts'
import { type TestHttp, testHttp } from './testing/http.ts'

const document = openapi()
const routes = Object.entries(api) as [string, AnyRoute][]
type Operation = { operationId: string; security: object[]; parameters: { name: string; in: string }[]; requestBody?: object }
const paths = document.paths as Record<string, Record<string, Operation>>

let http: TestHttp
beforeAll(async () => {
  http = await testHttp()
})
afterAll(() => http.close())

// Written anew by `npx vitest run --project server server/openapi.test.ts -u`.
test('docs/openapi.json is what the schemas say', async () => {
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../docs/openapi.json')
})

test('the server serves it', async () => {
  const answer = await http.call({ method: 'GET', path: '/v1/openapi.json' })
  expect(answer.json()).toEqual(document)
})

describe('every route', () => {
  test.each(routes)('%s is described, and is there', (name, route) => {
    const operation = paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
    expect(operation?.operationId).toBe(name)
    expect(operation?.security).toHaveLength(route.who === 'anyone' ? 0 : 1)
    expect(operation?.parameters.filter((parameter) => parameter.in === 'path')).toHaveLength(route.path.split(':').length - 1)
    expect(operation && 'requestBody' in operation).toBe(!route.body.safeParse(undefined).success)
    expect(http.app.hasRoute({ method: route.method, url: route.path })).toBe(true)
  })
})

test('every reference and every schema is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  const references = JSON.stringify(document).match(/"\$ref":"([^"]+)"/g) ?? []
  expect(new Set(references)).toEqual(new Set(['"$ref":"#/components/schemas/Refused"']))
})
