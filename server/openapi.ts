import { type AnyRoute, api } from '@baton/contracts/api.ts'
import { refusal, refusals } from '@baton/contracts/refusal.ts'
import { z } from 'zod'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of every route, made from the schemas that parse the requests. */
export function openapi(): Json {
  const paths: Record<string, Json> = {}
  for (const [name, route] of Object.entries(api) as [string, AnyRoute][]) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Baton', version: '1', description: 'Self-hosted customer chat. Errors name a refusal and say a sentence.' },
    paths,
    components: { schemas: { Refused: refused() }, securitySchemes },
  }
}

const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: '__Host-baton', description: 'Over plain HTTP the cookie is named `baton`.' },
  visitor: { type: 'http', scheme: 'bearer', description: 'The token of POST /v1/visitors.' },
  key: { type: 'http', scheme: 'bearer', description: 'An API key (`bk_…`), made in the settings.' },
}

function operation(name: string, route: AnyRoute): Json {
  const body = route.body instanceof z.ZodUndefined ? {} : { requestBody: { required: true, content: contentOf(route.body) } }
  return {
    operationId: name,
    summary: route.summary,
    ...securityOf(route.who),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...body,
    responses: {
      200: { description: 'Done', content: json(schemaOf(route.response, 'input')) },
      default: { description: 'Refused', content: json({ $ref: '#/components/schemas/Refused' }) },
    },
  }
}

/** What can't be told as a schema is a file. */
function contentOf(body: z.ZodType): Json {
  return body instanceof z.ZodCustom ? { 'application/octet-stream': {} } : json(schemaOf(body, 'input'))
}

function securityOf(who: AnyRoute['who']): Json {
  if (who === 'anyone') return { security: [] }
  if (who === 'visitor' || who === 'key') return { security: [{ [who]: [] }] }
  return { security: [{ session: [] }], ...(who === 'admin' ? { description: 'For owners and admins.' } : {}) }
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }))
}

function refused(): Json {
  const statuses = Object.entries(refusals).map(([no, { status }]) => `${no} ${status}`)
  return {
    type: 'object',
    description: `Statuses: ${statuses.join(', ')}.`,
    properties: { refusal: schemaOf(refusal, 'input'), sentence: { type: 'string' } },
    required: ['refusal', 'sentence'],
  }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

function json(schema: Json): Json {
  return { 'application/json': { schema } }
}
