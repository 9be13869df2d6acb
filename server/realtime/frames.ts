import type { Duplex } from 'node:stream'
import { type Refusal, sentenceOf } from '@baton/contracts/refusal.ts'
import type { RawData, WebSocket } from 'ws'
import type { z } from 'zod'

/** Unsent bytes at which a reader counts as stuck: it is cut off and resumes by number when it can. */
const stuckAt = 4_194_304

export function send(socket: WebSocket, frame: object): void {
  sendText(socket, JSON.stringify(frame))
}

export function sendText(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > stuckAt) return socket.terminate()
  gather(socket)
  socket.send(text)
}

const gathering = new Set<Duplex>()

/**
 * What goes to one reader while a batch of turns is being told leaves in one write: facts of several conversations, or facts and the
 * acknowledgement of the line that made them. Writing to the kernel is most of what a line costs.
 */
function gather(socket: WebSocket): void {
  const { _socket: stream } = socket as unknown as { _socket: Duplex | null }
  if (!stream || gathering.has(stream)) return
  if (gathering.size === 0) process.nextTick(letGo) // runs when all that follows from this event has been done
  gathering.add(stream)
  stream.cork()
}

function letGo(): void {
  for (const stream of gathering) stream.uncork()
  gathering.clear()
}

/** Closes politely, and for good a second later: a client that ignores the close would be heard meanwhile. */
export function endSocket(socket: WebSocket, code: number): void {
  socket.close(code)
  setTimeout(() => socket.terminate(), 1_000).unref()
}

export function refused(cause: string | null, refusal: Refusal) {
  return { t: 'refused' as const, cause, refusal, sentence: sentenceOf(refusal) }
}

/** A frame, or why it is none: what was sent is never repeated, only where it failed. */
export function readFrame<S extends z.ZodType>(
  schema: S,
  data: RawData,
  binary: boolean,
): z.output<S> | { refusal: Refusal; cause: string | null } {
  if (binary) return { refusal: { no: 'invalid', path: '', problem: 'must be text' }, cause: null }
  let value: unknown
  try {
    value = JSON.parse(data.toString())
  } catch {
    return { refusal: { no: 'invalid', path: '', problem: 'can’t be read as JSON' }, cause: null }
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  return {
    refusal: { no: 'invalid', path: issue?.path.join('.') ?? '', problem: issue?.message ?? 'is not a frame' },
    cause: causeOf(value),
  }
}

function causeOf(value: unknown): string | null {
  const cause = typeof value === 'object' && value !== null && 'cause' in value ? value.cause : null
  return typeof cause === 'string' && cause.length <= 80 ? cause : null
}

/** Runs one thing after another, in the order asked; one that fails does not stop the next. */
export function inOrder(failed: (error: unknown) => void): (work: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve()
  return (work) => {
    last = last.then(work).catch(failed)
    return last
  }
}
