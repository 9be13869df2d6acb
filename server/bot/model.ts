import type { Provider } from '@baton/contracts/answering.ts'
import { ownersFetch } from '../outbound.ts'
import { type Failure, whatFailed } from './failure.ts'
import { type Adapted, adapt, urlOf } from './provider.ts'
import { type Grounded, type Header, type Part, Reading, type Sentence, wanted } from './reading.ts'

/** Why there is no answer. Each becomes an escalation with the reason `botFailed`. */
export type ModelFailure = 'down' | 'slow' | 'cutOff' | 'refused' | 'empty' | 'garbage'

export type Asked = { instructions: string; prompt: string }
/** Tokens. Estimated where the end point does not count them. */
export type Usage = { in: number; out: number }
/** `status` is what the end point answered, where it did. `stopped`: the listener had enough. */
export type Said =
  | { ok: true; said: Grounded; stopped: boolean; usage: Usage }
  | { ok: false; failed: ModelFailure; status?: number | undefined; usage: Usage }

/** Hears an answer while it is written; false ends it. */
export type Listener = { header?(said: Header): boolean; sentence?(said: Sentence): Promise<boolean> | boolean }

/** A language model behind one question. It never throws for what a model or a network may do. */
export type ChatModel = { name: string; ask(asked: Asked, listener?: Listener, signal?: AbortSignal): Promise<Said> }

export type ModelSettings = {
  provider?: Provider
  /** Of an OpenAI-compatible end point, up to and including `/v1`; not needed for the providers that Baton knows. */
  url?: string | null
  name: string
  key?: string | null | undefined
  /** How long it may say nothing, and how long one question may take with its retry; in ms. */
  patience?: number
  longest?: number
}

const defaultPatience = 20_000
const defaultLongest = 45_000
const tries = 2
const pause = 300
const longestPause = 8_000
/** Requests that were refused for what this end point does not know are sent anew without it. */
const adaptations = 3
const mostTokens = 900

/** A model behind an OpenAI-compatible end point. The SDK is loaded with the first question, so that a server without a model never pays for it. */
export function openModel(settings: ModelSettings): ChatModel {
  const fetch = ownersFetch()
  let adapted: Adapted = { plain: false, warm: false, tokens: settings.provider === 'openai' ? 'new' : 'old' }
  return {
    name: settings.name,
    async ask(asked, listener = {}, signal) {
      const limit = AbortSignal.timeout(settings.longest ?? defaultLongest)
      const until = signal ? AbortSignal.any([signal, limit]) : limit
      const spent: Usage = { in: 0, out: 0 }
      let changes = 0
      for (let attempt = 1; ; attempt++) {
        const { result, began } = await askOnce({ settings, fetch, adapted, asked, listener, until })
        spent.in += result.usage.in
        spent.out += result.usage.out
        if (result.ok) return { ...result, usage: spent }
        const other = result.status === 400 && changes < adaptations ? adapt(adapted, result.body ?? '') : null
        if (other) {
          adapted = other
          changes++
          attempt--
          continue
        }
        const wait = result.retryAfter ?? pause
        // What has been shown can't be written anew.
        const again = result.retry && !began && attempt < tries && !until.aborted && wait <= longestPause
        if (!again) return { ok: false, failed: limit.aborted ? 'slow' : result.failed, status: result.status, usage: spent }
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    },
  }
}

type Once = {
  settings: ModelSettings
  fetch: typeof globalThis.fetch
  adapted: Adapted
  asked: Asked
  listener: Listener
  until: AbortSignal
}
type Attempt = { result: Extract<Said, { ok: true }> | (Failure & { ok: false; usage: Usage }); began: boolean }

async function askOnce({ settings, fetch, adapted, asked, listener, until }: Once): Promise<Attempt> {
  const reading = new Reading()
  const silence = silenceAfter(settings.patience ?? defaultPatience)
  const enough = new AbortController()
  const heard = { began: false, header: null as Header | null, sentences: [] as Sentence[] }
  const usage: Usage = { in: roughly(asked.instructions + asked.prompt), out: 0 }
  const abortSignal = AbortSignal.any([until, silence.signal, enough.signal])
  const hear = async (parts: Part[]): Promise<boolean> => {
    for (const part of parts) {
      if ('header' in part) {
        heard.header = part.header
        if (listener.header?.(part.header) === false) return false
      } else {
        heard.sentences.push(part.sentence)
        if (listener.sentence) {
          heard.began = true
          if ((await listener.sentence(part.sentence)) === false) return false
        }
      }
    }
    return true
  }
  const stopped = (): Attempt => {
    enough.abort()
    usage.out ||= roughly(reading.text)
    const said = { ...(heard.header as Header), sentences: heard.sentences }
    return { result: { ok: true, said, stopped: true, usage }, began: heard.began }
  }
  const failed = (failure: Failure): Attempt => {
    usage.out ||= roughly(reading.text)
    return { result: { ok: false, ...failure, usage }, began: heard.began }
  }
  try {
    let finish = 'unknown'
    for await (const part of await stream(settings, fetch, adapted, asked, abortSignal)) {
      silence.put(off)
      if (part.type === 'error') throw part.error
      if (part.type === 'abort') return failed({ failed: 'slow' })
      if (part.type === 'text-delta' && !(await hear(reading.push(part.text)))) return stopped()
      if (part.type === 'finish') {
        finish = part.finishReason
        usage.in = part.totalUsage.inputTokens || usage.in
        usage.out = part.totalUsage.outputTokens || roughly(reading.text)
      }
      silence.put(on)
    }
    const ended = reading.end()
    if (!ended) return failed(whatFailed({ finishReason: finish, text: reading.text }, abortSignal))
    if (!(await hear(ended.rest))) return stopped()
    return { result: { ok: true, said: ended.said, stopped: false, usage }, began: heard.began }
  } catch (error) {
    return failed(whatFailed(error, abortSignal, reading.text))
  } finally {
    silence.put(off)
  }
}

async function stream(
  { provider = 'compatible', url, name, key }: ModelSettings,
  fetch: typeof globalThis.fetch,
  { plain, warm, tokens }: Adapted,
  { instructions, prompt }: Asked,
  abortSignal: AbortSignal,
) {
  const { streamText, Output } = await import('ai')
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  const endpoint = createOpenAICompatible({
    name: 'model',
    baseURL: urlOf(provider, url ?? null),
    supportsStructuredOutputs: true,
    includeUsage: true,
    fetch,
    ...(key ? { apiKey: key } : {}),
    transformRequestBody: ({ max_tokens, ...body }) => ({
      ...body,
      [tokens === 'new' ? 'max_completion_tokens' : 'max_tokens']: max_tokens,
    }),
  })
  return streamText({
    model: endpoint(name),
    system: instructions,
    prompt,
    maxOutputTokens: mostTokens,
    maxRetries: 0,
    abortSignal,
    onError() {}, // it comes as a part of the stream as well
    ...(plain ? {} : { output: Output.object({ schema: wanted }) }),
    ...(warm ? {} : { temperature: 0 }),
  }).fullStream
}

const on = true
const off = false

/** Aborts after so long without a word; the clock stands still while what was said is being used. */
function silenceAfter(ms: number): { signal: AbortSignal; put(running: boolean): void } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined = setTimeout(() => controller.abort(), ms)
  return {
    signal: controller.signal,
    put(running) {
      clearTimeout(timer)
      timer = running ? setTimeout(() => controller.abort(), ms) : undefined
    },
  }
}

/** Four characters a token, as a rule of thumb. */
const roughly = (text: string) => Math.ceil(text.length / 4)
