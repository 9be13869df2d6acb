import { z } from 'zod'
import { id } from './ids.ts'
import { type AnyRoute, byId, ok, route } from './route.ts'
import { clean, limits } from './text.ts'

const written = (max: number) => z.string().max(max).transform(clean).pipe(z.string().trim())
const webAddress = z.url({ protocol: /^https?$/, error: 'an address such as http://localhost:11434/v1' }).max(limits.address)

// ——— the model

/** Whose model it is. `compatible` is any end point that speaks OpenAI's protocol, Ollama's among them. */
export const provider = z.enum(['openai', 'anthropic', 'google', 'compatible'])
/** `url` is that of a `compatible` one, up to and including `/v1`. */
export const chosenModel = z
  .object({ provider, url: webAddress.nullable().default(null), name: written(200).pipe(z.string().min(1, 'the name of a model')) })
  .refine(({ provider, url }) => provider !== 'compatible' || url !== null, { path: ['url'], error: 'the address of the model' })

const price = z.number().min(0).max(100_000)
export const budget = z.discriminatedUnion('of', [
  z.object({ of: z.literal('nothing') }),
  z.object({ of: z.literal('tokens'), perDay: z.int().min(1_000).max(10_000_000_000) }),
  z.object({ of: z.literal('money'), perDay: z.number().min(0.01).max(1_000_000) }),
])

/** How the model is used, wherever it was named. */
export const modelUse = z.object({
  /** The bots that answer with it; null: all. */
  bots: z.array(id).max(200).nullable().default(null),
  /** A question that surely matches a pair gets its answer word for word, without asking the model. */
  exactPairs: z.boolean().default(true),
  /** For a million tokens, in your currency. */
  prices: z.object({ in: price, out: price }).default({ in: 0, out: 0 }),
  /** Counted from midnight UTC. When it is used up, bots quote their knowledge. */
  budget: budget.default({ of: 'nothing' }),
})

const modelState = z.object({
  /** The environment wins over what is stored here. */
  from: z.enum(['environment', 'settings', 'nothing']),
  model: z.object({ provider, url: z.string().nullable(), name: z.string() }).nullable(),
  /** Of the stored key; `readable` is false when it was encrypted with another key than today's. */
  key: z.object({ hint: z.string(), readable: z.boolean() }).nullable(),
  use: modelUse,
  today: z.object({ tokens: z.int(), cost: z.number(), usedUp: z.boolean(), renewsAt: z.number() }),
})

const modelTest = z.object({
  ok: z.boolean(),
  /** From the question to the first word, and to the last; in ms. */
  firstMs: z.int().nullable(),
  ms: z.int(),
  /** What it answered. */
  text: z.string().nullable(),
  problem: z.string().nullable(),
})

const usageDay = z.object({
  /** `2026-11-24`, in UTC. */
  day: z.string(),
  calls: z.int(),
  failed: z.int(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  cost: z.number(),
  /** Medians, in ms. */
  ms: z.int(),
  firstMs: z.int().nullable(),
})

// ——— the persona

export const style = z.enum(['plain', 'friendly', 'formal'])
export const language = z.enum(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'sv'])
const wishes = z.array(written(200).pipe(z.string().min(1))).max(20)

/** How a bot presents itself, beside its name. `language` says in which it speaks; `visitor`: in the visitor's. */
export const persona = z.object({
  style: style.default('plain'),
  /** Who it is, in a sentence or two. */
  bio: written(300).default(''),
  language: z.union([z.literal('visitor'), language]).default('visitor'),
  does: wishes.default([]),
  donts: wishes.default([]),
})
/** `picture` is its address on this server. */
const shownPersona = persona.extend({ picture: z.string().nullable() })

/** Bytes of a picture. */
export const pictureLimit = 204_800

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength > 0, 'is empty')

/** The routes of how bots answer: models, personas, the playground. */
export const answeringRoutes = {
  model: route({
    method: 'GET',
    path: '/v1/model',
    who: 'admin',
    summary: 'The model that writes answers, and its budget',
    response: modelState,
  }),
  changeModel: route({
    method: 'PUT',
    path: '/v1/model',
    who: 'admin',
    summary: 'Choose the model, its key and its budget; a key that is left out stays for the address that it was given for',
    body: z.object({
      model: chosenModel.nullable(),
      /** Null forgets the stored one. */
      key: written(500).pipe(z.string().min(1)).nullable().optional(),
      use: modelUse,
    }),
    response: modelState,
  }),
  tryModel: route({
    method: 'POST',
    path: '/v1/model/tests',
    who: 'admin',
    summary: 'Ask a model one fixed question; without a model in the body, the one in use',
    body: z.object({ model: chosenModel.nullable().default(null), key: written(500).nullable().optional() }),
    response: modelTest,
  }),
  modelUsage: route({
    method: 'GET',
    path: '/v1/model/usage',
    who: 'admin',
    summary: 'What the model was asked in the last 30 days, and what it cost',
    response: z.object({ days: z.array(usageDay), total: usageDay.omit({ day: true }) }),
  }),
  persona: route({
    method: 'GET',
    path: '/v1/bots/:id/persona',
    who: 'agent',
    summary: 'How a bot presents itself',
    params: byId,
    response: shownPersona,
  }),
  changePersona: route({
    method: 'PUT',
    path: '/v1/bots/:id/persona',
    who: 'admin',
    summary: 'Change how a bot presents itself',
    params: byId,
    body: persona,
    response: shownPersona,
  }),
  changeBotPicture: route({
    method: 'PUT',
    path: '/v1/bots/:id/picture',
    who: 'admin',
    summary: 'A bot’s picture: the bytes of a PNG, JPEG or WebP of up to 200 kB',
    params: byId,
    body: bytes,
    response: shownPersona,
  }),
  removeBotPicture: route({
    method: 'DELETE',
    path: '/v1/bots/:id/picture',
    who: 'admin',
    summary: 'Take a bot’s picture away',
    params: byId,
    response: ok,
  }),
} satisfies Record<string, AnyRoute>

export type Provider = z.infer<typeof provider>
export type ChosenModel = z.infer<typeof chosenModel>
export type ModelUse = z.infer<typeof modelUse>
export type ModelState = z.infer<typeof modelState>
export type ModelTest = z.infer<typeof modelTest>
export type UsageDay = z.infer<typeof usageDay>
export type Persona = z.infer<typeof persona>
export type ShownPersona = z.infer<typeof shownPersona>
export type Style = z.infer<typeof style>
export type Language = z.infer<typeof language>
