import { randomUUID } from 'node:crypto'
import type { SourceItem } from '@baton/contracts/knowledge.ts'
import type { OpenDatabase } from '../../db/open.ts'
import { Worker } from '../../jobs/worker.ts'
import { silence } from '../../log.ts'
import { openOutbound } from '../../outbound.ts'
import { freshDatabase } from '../../testing/database.ts'
import { openReader } from '../reading/reader.ts'
import { type Knowledge, openKnowledge } from '../store.ts'
import { openWebsites, type Websites } from '../websites.ts'

/** Knowledge on a database of its own, with the jobs that crawl. */
export type KnowledgeHouse = {
  database: OpenDatabase
  knowledge: Knowledge
  websites: Websites
  bot: string
  /** Waits until a source is no longer worked on. */
  settled(source: string): Promise<SourceItem>
  /** Ends the jobs as a server that stops does, and begins with new ones. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openKnowledgeHouse(allow: readonly string[], clock: () => number = Date.now): Promise<KnowledgeHouse> {
  const database = await freshDatabase()
  const { pool } = database
  const deps = { db: pool, outbound: openOutbound(allow), reader: openReader(), clock, newId: randomUUID, wake: () => worker.poke() }
  let websites = openWebsites(deps)
  let worker = new Worker({ db: pool, log: process.env.KDEBUG ? (console as never) : silence, now: clock, handlers: websites.handlers })
  await worker.start({ alone: true })
  const bot = randomUUID()
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Fern', '#3b5bdb', now())", [bot])
  const knowledge = openKnowledge(deps)
  const end = async () => {
    websites.stop()
    await worker.stop(5_000)
  }
  return {
    database,
    knowledge,
    get websites() {
      return websites
    },
    bot,
    async settled(source) {
      for (;;) {
        const found = await knowledge.get(source)
        if (!found) throw new Error('The source is gone.')
        if (found.source.status !== 'working') return found.source
        await new Promise((later) => setTimeout(later, 25))
      }
    },
    async restart() {
      await end()
      websites = openWebsites(deps)
      worker = new Worker({ db: pool, log: process.env.KDEBUG ? (console as never) : silence, now: clock, handlers: websites.handlers })
      await worker.start({ alone: true })
    },
    async close() {
      await end()
      await Promise.all([deps.outbound.close(), deps.reader.close()])
      await database.close()
    },
  }
}
