import type { ModelFailure } from './model.ts'

/** `retryAfter` is what the end point asks for, in ms; `body` what it said. */
export type Failure = {
  failed: ModelFailure
  retry?: boolean
  status?: number | undefined
  retryAfter?: number | undefined
  body?: string | undefined
}

type Surprise = {
  name?: string
  statusCode?: number
  responseHeaders?: Record<string, string>
  responseBody?: string
  finishReason?: string
  text?: string
}

/** Reads an error of the SDK, or an answer that has ended without being one, by its shape: the SDK's classes come with a lazy import. */
export function whatFailed(error: unknown, signal: AbortSignal, written = ''): Failure {
  const { name = '', statusCode: status, responseHeaders, responseBody: body, finishReason, text = written } = (error ?? {}) as Surprise
  if (signal.aborted) return { failed: 'slow' }
  if (finishReason === 'length') return { failed: 'cutOff' }
  if (finishReason === 'content-filter') return { failed: 'refused' }
  if (finishReason !== undefined) return ended(finishReason, text)
  // A wrong key or name will be as wrong in a moment.
  if (status !== undefined && status !== 200)
    return { failed: 'down', status, body, retry: status === 429 || status === 408 || status >= 500, retryAfter: pauseIn(responseHeaders) }
  // An answer that can't be read, or one that ended in the middle because the connection did.
  if (unreadable.test(causes(error)) || unreadable.test(name)) return { failed: 'garbage' }
  return text === '' && status === undefined ? { failed: 'down', retry: true } : { failed: 'cutOff', retry: true }
}

function ended(finishReason: string, text: string): Failure {
  if (refusing.test(text)) return { failed: 'refused' }
  // The stream was closed before it said that it is done.
  if (finishReason === 'other' || finishReason === 'unknown' || finishReason === 'error') {
    if (text.trimStart().startsWith('{')) return { failed: 'cutOff', retry: true }
  }
  return { failed: text.trim() ? 'garbage' : 'empty' }
}

/** In ms; a date is as good as nothing. */
function pauseIn(headers: Record<string, string> = {}): number | undefined {
  const seconds = headers['retry-after'] ?? ''
  return /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1000 : undefined
}

const refusing = /\b(?:i can(?:no|['’])t|i am unable|i['’]m (?:sorry|unable)|as an ai)\b/i
const unreadable = /JSONParse|TypeValidation|InvalidResponse/

function causes(error: unknown): string {
  const names: string[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) names.push(cause.name)
  return names.join(' ')
}
