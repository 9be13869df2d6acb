import type { AnyRoute } from '@baton/contracts/api.ts'
import type { z } from 'zod'
import { createAnswering } from '../../bot/ask.ts'
import { openModels } from '../../bot/models.ts'
import { readConfig } from '../../config.ts'
import type { Ask } from '../../conversations/bot-job.ts'
import { beginSession } from '../../people/sessions.ts'
import { root } from '../../root.ts'
import { openSecrets } from '../../secrets/secrets.ts'
import type { Client } from '../../testing/client.ts'
import type { castIn } from '../../testing/company.ts'
import { freshDatabase } from '../../testing/database.ts'
import { type House, openHouse } from '../../testing/house.ts'
import { planLook } from '../look-job.ts'

type Sent = { id?: string; query?: Record<string, string | number>; body?: object }

export type LearningHouse = House & {
  /** Calls a route as Ada, who is an owner, or as Bo, who is an agent; throws what is refused. */
  call<R extends AnyRoute>(route: R, sent?: Sent, by?: 'ada' | 'bo'): Promise<z.output<R['response']>>
  status(route: AnyRoute, sent?: Sent, by?: 'ada' | 'bo'): Promise<{ status: number; sentence: string }>
  /** A visitor who asks, once the bot has said what it says. */
  asks(question: string, until?: string): Promise<Client & { conversation: string }>
  /** Has what happened been looked through, and waits for what is asked. */
  looked<T>(find: () => Promise<T | null | undefined | false>): Promise<T>
}

/** The real server, whose bot finds by words alone what it really knows. */
export async function openLearningHouse(policy: Parameters<typeof castIn>[1] = {}): Promise<LearningHouse> {
  const database = await freshDatabase()
  const { pool } = database
  const read = readConfig([], { DATA_DIR: root })
  if (!read.ok) throw new Error(read.message)
  const { config } = read
  const models = openModels({ pool, config, secrets: openSecrets(config), clock: Date.now })
  const answer = createAnswering({ pool, models, meaning: null, clock: Date.now })
  const ask: Ask = ({ bot, question, history, chosen, signal }) => answer({ bot, question, history, chosen, signal })
  const house = await openHouse({ database, ask, policy })
  const cookies = {
    ada: `baton=${await beginSession(database.db, house.cast.ada.agent, Date.now())}`,
    bo: `baton=${await beginSession(database.db, house.cast.bo.agent, Date.now())}`,
  }
  const send = (route: AnyRoute, { id = '', query, body }: Sent = {}, by: 'ada' | 'bo' = 'ada') => {
    const asked = query ? `?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}` : ''
    return fetch(house.url + route.path.replace(':id', id) + asked, {
      method: route.method,
      headers: { cookie: cookies[by], origin: house.url, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
  }
  return Object.assign(house, {
    async call(route, sent, by) {
      const response = await send(route, sent, by)
      const answered = await response.json()
      if (response.status !== 200) throw new Error(`${route.path}: ${JSON.stringify(answered)}`)
      return answered
    },
    async status(route, sent, by) {
      const response = await send(route, sent, by)
      const { sentence = '' } = (await response.json()) as { sentence?: string }
      return { status: response.status, sentence }
    },
    async asks(question, until = 'botSaid') {
      const visitor = await house.visitor()
      await visitor.act({ type: 'say', text: question })
      await visitor.fact(until)
      return visitor
    },
    async looked(find) {
      await planLook(pool, Date.now())
      house.server.engine.poke()
      for (let tries = 0; tries < 200; tries++) {
        const found = await find()
        if (found) return found
        await new Promise((later) => setTimeout(later, 50))
      }
      throw new Error('what was waited for did not come')
    },
  } satisfies Omit<LearningHouse, keyof House>)
}
