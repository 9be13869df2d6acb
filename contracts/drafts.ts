import { z } from 'zod'
import { persona } from './answering.ts'
import { id } from './ids.ts'
import { type AnyRoute, byId, ok, route } from './route.ts'

const share = z.number().min(0).max(1)

/** Settings to try out: what is left out is as it stands. */
export const draftSettings = z.object({
  minConfidence: share.optional(),
  askFrom: share.optional(),
  persona: persona.optional(),
  /** Without the model: the bot quotes its knowledge. */
  quotes: z.literal(true).optional(),
})

const kept = z.object({
  settings: draftSettings,
  by: z.string(),
  at: z.number(),
  /** The last run of these very settings, and whether it came to its end: only then can they be published. */
  run: id.nullable(),
  ran: z.boolean(),
})

/** The routes of settings that are tried out before they stand. */
export const draftRoutes = {
  draft: route({
    method: 'GET',
    path: '/v1/bots/:id/draft',
    who: 'agent',
    summary: 'Settings that are being tried out',
    params: byId,
    response: z.object({ draft: kept.nullable() }),
  }),
  keepDraft: route({
    method: 'PUT',
    path: '/v1/bots/:id/draft',
    who: 'admin',
    summary: 'Keep settings to try out; nothing that visitors see changes',
    params: byId,
    body: draftSettings,
    response: z.object({ draft: kept.nullable() }),
  }),
  dropDraft: route({ method: 'DELETE', path: '/v1/bots/:id/draft', who: 'admin', summary: 'Drop the draft', params: byId, response: ok }),
  publishDraft: route({
    method: 'POST',
    path: '/v1/bots/:id/draft/publication',
    who: 'admin',
    summary: 'Let the draft stand; refused until a run of it has been shown',
    params: byId,
    body: z.object({ run: id }),
    response: ok,
  }),
} satisfies Record<string, AnyRoute>

export type DraftSettings = z.infer<typeof draftSettings>
export type KeptDraft = z.infer<typeof kept>
