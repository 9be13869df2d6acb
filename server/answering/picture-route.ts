import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { refuse } from '../http/answers.ts'
import { readPicture } from './personas.ts'

/** The pictures of bots: for everybody, on any site. */
export function registerPictures(app: FastifyInstance, pool: Pick<Pool, 'query'>): void {
  app.get<{ Params: { bot: string; hash: string } }>('/pictures/:bot/:hash', { config: { open: true } }, async (request, reply) => {
    const { bot, hash } = request.params
    const picture = isId(bot) && /^[0-9a-f]{16}$/.test(hash) ? await readPicture(pool, bot, hash) : null
    if (!picture) return refuse(reply, { no: 'notFound' })
    return reply.header('cache-control', 'public, max-age=31536000, immutable').type(picture.type).send(picture.bytes)
  })
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
