import { z } from 'zod'
import { draftSettings } from './drafts.ts'
import { botError, confidence, grounds, source } from './facts.ts'
import { id } from './ids.ts'
import { type AnyRoute, byId, route } from './route.ts'
import { line } from './text.ts'

/** What speaks for a piece of knowledge, 0–1 (a lead over the best other one may be below 0), and how much it weighs: its weight times its value. */
const signal = z.object({ name: z.string(), value: z.number(), weighs: z.number() })
const ranked = z.object({
  chunk: id,
  source: id,
  title: z.string(),
  url: z.string().nullable(),
  question: z.string().nullable(),
  text: z.string(),
  /** Its share of the probability that something answers the question. */
  score: confidence,
  /** What speaks for it most first. */
  signals: z.array(signal),
})
/** What the policy makes of the answer. */
const deed = z.object({
  does: z.enum(['answers', 'asksBack', 'clarifies', 'doesntKnow', 'offers', 'escalates']),
  /** What the visitor reads, line by line. */
  lines: z.array(z.string()),
  choices: z.array(z.string()),
  /** Why a person is offered or comes. */
  reason: z.string().nullable(),
  threshold: confidence,
  askFrom: confidence,
})

export const playgroundAnswer = z.object({
  /** The line before, where the question leans on it. */
  context: z.string().nullable(),
  smallTalk: z.boolean(),
  ranking: z.array(ranked),
  /** The probability that nothing of it answers the question. */
  none: confidence,
  prompt: z.object({ instructions: z.string(), prompt: z.string() }).nullable(),
  answer: z
    .object({
      text: z.string(),
      mode: z.enum(['pair', 'quote', 'model', 'smalltalk']),
      confidence,
      /** In words: "fairly sure". */
      sure: z.string(),
      grounds: grounds.nullable(),
      sources: z.array(source),
    })
    .nullable(),
  failed: botError.nullable(),
  deed,
  timing: z.array(z.object({ stage: z.enum(['search', 'answer', 'decide']), ms: z.number() })),
})

export const playgroundRoutes = {
  playground: route({
    method: 'POST',
    path: '/v1/bots/:id/playground',
    who: 'agent',
    summary: 'Ask as a visitor, with the settings that stand or with others, and see how the answer comes about. Changes nothing',
    params: byId,
    body: z.object({
      question: line,
      /** Earlier lines, oldest first. */
      history: z
        .array(z.object({ by: z.enum(['visitor', 'bot']), text: line }))
        .max(12)
        .default([]),
      draft: draftSettings.nullable().default(null),
    }),
    response: playgroundAnswer,
  }),
} satisfies Record<string, AnyRoute>

export type PlaygroundAnswer = z.infer<typeof playgroundAnswer>
export type PlaygroundDeed = z.infer<typeof deed>
export type RankedPassage = z.infer<typeof ranked>
