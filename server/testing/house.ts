import type { Numbered } from '@baton/contracts/facts.ts'
import { readConfig } from '../config.ts'
import type { OpenDatabase } from '../db/open.ts'
import type { Limiter } from '../http/limits.ts'
import { silence } from '../log.ts'
import { type RunningServer, type StartOptions, startServer } from '../main.ts'
import { beginSession } from '../people/sessions.ts'
import { Client } from './client.ts'
import { type Cast, castIn, visitorIn } from './company.ts'
import { freshDatabase } from './database.ts'

export type House = {
  url: string
  database: OpenDatabase
  cast: Cast
  server: RunningServer
  /** A widget's connection, past its welcome. */
  visitor(): Promise<Client & { token: string; conversation: string }>
  /** An inbox's connection, past its welcome. */
  agent(who: { agent: string }): Promise<Client>
  stop(): Promise<void>
}

/** For tests that are not about limits: whoever asks may. */
export const noLimits: Limiter = { take: () => 0 }

/** The real server on a fresh database with the cast in it, spoken to over real sockets. */
export async function openHouse({
  env = {},
  ...options
}: Partial<StartOptions> & { policy?: Parameters<typeof castIn>[1]; env?: Record<string, string> } = {}): Promise<House> {
  const database = options.database ?? (await freshDatabase())
  const cast = await castIn(database, options.policy)
  const read = readConfig(['--port', '0'], env)
  if (!read.ok) throw new Error(read.message)
  const server = await startServer(read.config, { log: silence, say() {}, limiter: noLimits, graceMs: 0, ...options, database })
  const { url } = server
  const clients: Client[] = []
  return {
    url,
    database,
    cast,
    server,
    async visitor() {
      const { token, conversation } = await visitorIn(database, cast.bot)
      const client = await Client.open(`${url}/socket/visitor`, {})
      clients.push(client)
      client.send({ t: 'hello', protocol: 1, token, after: 0 })
      await client.frame('welcome')
      return Object.assign(client, { token, conversation })
    },
    async agent({ agent }) {
      const cookie = `baton=${await beginSession(database.db, agent, Date.now())}`
      const client = await Client.open(`${url}/socket/agent`, { cookie, origin: url })
      clients.push(client)
      client.send({ t: 'hello', protocol: 1 })
      await client.frame('welcome')
      await client.frame('team', (frame) => frame.team.some((one) => one.id === agent && one.online))
      return client
    },
    async stop() {
      for (const client of clients) client.close()
      await server.stop()
      await database.close()
    },
  }
}

/** The types of facts, in order; null where one is hidden. */
export function typesOf(facts: readonly Numbered<{ type: string } | null>[]): (string | null)[] {
  return facts.map(({ fact }) => fact?.type ?? null)
}
