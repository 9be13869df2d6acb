import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { enqueueRoute } from './jobs/enqueue.ts'
import { startServer } from './main.ts'
import { root } from './root.ts'
import { freshDatabase } from './testing/database.ts'

test('a port that is taken is one sentence: nothing is logged, no job is touched, and nobody is left there', async () => {
  const database = await freshDatabase()
  const { pool } = database
  await enqueueRoute(pool, 0)
  const other = createServer()
  await once(other.listen(0, '127.0.0.1'), 'listening')
  const { port } = other.address() as AddressInfo
  const read = readConfig([], { PORT: String(port), DATA_DIR: root })
  if (!read.ok) throw new Error(read.message)
  const logged: string[] = []
  const log = pino({}, { write: (line: string) => void logged.push(line) })
  await expect(startServer(read.config, { log, database, say() {} })).rejects.toThrow(`Port ${port} is taken by another program`)
  expect(logged).toEqual([])
  expect((await pool.query('select attempts from job')).rows).toEqual([{ attempts: 0 }])
  expect((await pool.query('select from connection')).rowCount).toBe(0)
  other.close()
  await database.close()
})
