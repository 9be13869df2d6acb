import { z } from 'zod'
import { ownersFetch } from '../outbound.ts'

/** Why there is no answer. Each becomes an escalation with the reason `botFailed`. */
export type ModelFailure = 'down' | 'slow' | 'cutOff' | 'refused' | 'empty' | 'garbage'

/** What a model says about a question, given passages. `citations` are the numbers of the passages that its answer rests on, from 1. */
export const grounded = z.object({
  answerable: z.enum(['yes', 'partly', 'no']),
  confidence: z.number().min(0).max(1),
  answer: z.string(),
  citations: z.array(z.number().int()),
})
export type Grounded = z.infer<typeof grounded>

export type Asked = { instructions: string; prompt: string }
export type Said = { ok: true; said: Grounded } | { ok: false; failed: ModelFailure }

/** A language model behind one question. It never throws for what a model or a network may do. */
export type ChatModel = { ask(asked: Asked, signal?: AbortSignal): Promise<Said> }

export type ModelSettings = {
  /** Of an OpenAI-compatible end point, up to and including `/v1`. */
  url: string
  name: string
  key?: string | undefined
  /** The whole time for one question, a retry included, in ms. */
  patience?: number
}

const defaultPatience = 20_000
const tries = 2
const pause = 300
const mostTokens = 900

/** A model behind an OpenAI-compatible end point. The SDK is loaded with the first question, so that a server without a model never pays for it. */
export function openModel(settings: ModelSettings): ChatModel {
  const fetch = ownersFetch()
  return {
    async ask(asked, signal) {
      const limit = AbortSignal.timeout(settings.patience ?? defaultPatience)
      const until = signal ? AbortSignal.any([signal, limit]) : limit
      for (let attempt = 1; ; attempt++) {
        const said = await askOnce({ ...settings, fetch }, asked, until)
        const again = !said.ok && said.retry && attempt < tries && !until.aborted
        if (!again) return said.ok ? said : { ok: false, failed: limit.aborted ? 'slow' : said.failed }
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    },
  }
}

type Attempt = { ok: true; said: Grounded } | { ok: false; failed: ModelFailure; retry?: boolean }

async function askOnce(
  { url, name, key, fetch }: ModelSettings & { fetch: typeof globalThis.fetch },
  { instructions, prompt }: Asked,
  abortSignal: AbortSignal,
): Promise<Attempt> {
  const { generateText, Output } = await import('ai')
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  const provider = createOpenAICompatible({
    name: 'model',
    baseURL: url,
    supportsStructuredOutputs: true,
    fetch,
    ...(key ? { apiKey: key } : {}),
  })
  try {
    const result = await generateText({
      model: provider(name),
      output: Output.object({ schema: grounded }),
      system: instructions,
      prompt,
      temperature: 0,
      maxOutputTokens: mostTokens,
      maxRetries: 0,
      abortSignal,
    })
    if (result.finishReason === 'length') return { ok: false, failed: 'cutOff' }
    if (result.finishReason === 'content-filter') return { ok: false, failed: 'refused' }
    return { ok: true, said: result.output }
  } catch (error) {
    return { ok: false, ...whatFailed(error, abortSignal) }
  }
}

/** Reads an error of the SDK by its shape: its classes come with a lazy import. */
function whatFailed(error: unknown, signal: AbortSignal): { failed: ModelFailure; retry?: boolean } {
  const {
    name = '',
    statusCode,
    finishReason,
    text,
  } = (error ?? {}) as { name?: string; statusCode?: number; finishReason?: string; text?: string }
  if (signal.aborted) return { failed: 'slow' }
  if (finishReason === 'length') return { failed: 'cutOff' }
  if (finishReason === 'content-filter' || (name === 'AI_NoObjectGeneratedError' && refusing.test(text ?? ''))) return { failed: 'refused' }
  if (name === 'AI_NoObjectGeneratedError' || name === 'AI_NoOutputGeneratedError') return { failed: text?.trim() ? 'garbage' : 'empty' }
  if (statusCode !== undefined) {
    // An answer that can't be read, or one that ended in the middle because the connection did.
    if (statusCode === 200) return unreadable.test(causes(error)) ? { failed: 'garbage' } : { failed: 'cutOff', retry: true }
    // Too many requests, and what may be better in a moment; a wrong key or name will not be.
    return { failed: 'down', retry: statusCode === 429 || statusCode === 408 || statusCode >= 500 }
  }
  if (unreadable.test(name)) return { failed: 'garbage' }
  return { failed: 'down', retry: true }
}

const refusing = /\b(?:i can(?:no|['’])t|i am unable|i['’]m (?:sorry|unable)|as an ai)\b/i
const unreadable = /JSONParse|TypeValidation|InvalidResponse/

function causes(error: unknown): string {
  const names: string[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) names.push(cause.name)
  return names.join(' ')
}
