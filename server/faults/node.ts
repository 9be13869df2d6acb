import type { ClientConfig } from 'pg'
import { readConfig } from '../config.ts'
import type { Ask } from '../conversations/bot-job.ts'
import { connectDatabase } from '../db/open.ts'
import { silence } from '../log.ts'
import { startServer } from '../main.ts'
import { root } from '../root.ts'

/** How the bot of a test behaves: an answer that quotes the question, none ever, or a throw. */
export type Temper = 'echoes' | 'hangs' | 'throws'

/** What a server that is a process of its own is told: which database, its own in a folder or one that others use as well. */
export type NodeOptions = { dataDir: string } | { connection: ClientConfig }
export type Started = { url: string }

const { temper, ...options } = JSON.parse(process.argv[2] ?? '{}') as NodeOptions & { temper: Temper }

const tempers: Record<Temper, Ask> = {
  echoes: async ({ question }) => ({ text: `About “${question}”`, confidence: 0.9, mode: 'quote', sources: [], tried: [] }),
  hangs: () => new Promise(() => {}),
  throws: async () => {
    throw new Error('the bot is broken')
  },
}

const read = readConfig([], { PORT: '0', DATA_DIR: 'dataDir' in options ? options.dataDir : root })
if (!read.ok) throw new Error(read.message)
const shared = 'connection' in options ? { database: connectDatabase(options.connection, silence) } : {}
const config = 'connection' in options ? { ...read.config, databaseUrl: 'postgres://of-the-tests' } : read.config
const unlimited = { take: () => 0 }
const { url, stop } = await startServer(config, { log: silence, say: () => {}, ask: tempers[temper], limiter: unlimited, ...shared })
process.stdout.write(`${JSON.stringify({ url } satisfies Started)}\n`)
process.on('SIGTERM', () => void stop().then(() => process.exit(0)))
