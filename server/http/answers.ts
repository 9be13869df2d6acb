import { type Refusal, sentenceOf, statusOf } from '@baton/contracts/refusal.ts'
import type { FastifyReply } from 'fastify'

/** Replies with a refusal: its status, its name and the sentence for people. */
export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.no === 'tooMany') reply.header('retry-after', String(Math.ceil(refusal.retryIn / 1000)))
  return reply
    .code(statusOf(refusal))
    .type('application/json; charset=utf-8')
    .send({ refusal, sentence: sentenceOf(refusal) })
}

/** The plain form of "that can't be read": `path` names the field, the empty string the whole request. */
export function invalid(path: string, problem: string): Refusal {
  return { no: 'invalid', path: path.slice(0, 200), problem: problem.slice(0, 300) }
}
