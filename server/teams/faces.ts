import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The pictures of people, for whoever talks to them: named by their content, so kept for good. */
export function registerFaces(app: FastifyInstance, db: Pick<Pool, 'query'>): void {
  app.get<{ Params: { id: string } }>('/v1/people/:id/picture', async (request, reply) => {
    const { id } = request.params
    const found = uuid.test(id)
      ? await db.query('select picture, picture_type from agent where id = $1 and picture is not null', [id])
      : null
    const row = found?.rows[0]
    if (!row) return reply.code(404).send()
    return reply
      .headers({
        'content-type': row.picture_type,
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'cross-origin',
      })
      .send(row.picture)
  })
}
