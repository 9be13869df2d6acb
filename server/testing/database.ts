import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connectDatabase, type OpenDatabase } from '../db/open.ts'
import { silence } from '../log.ts'
import { inDatabase, onServer } from './global-setup.ts'

/** A migrated, empty database for one test or file. `close` drops it. */
export async function freshDatabase(): Promise<OpenDatabase> {
  const { server, template } = inject('testServer')
  const name = `${template}_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template ${template}`)
  const database = connectDatabase(inDatabase(server, name), silence)
  const close = async () => {
    await database.close()
    await onServer(server, `drop database ${name} with (force)`)
  }
  return { ...database, close }
}
