import { randomBytes, randomUUID } from 'node:crypto'
import type { Log } from '../log.ts'
import { hashPassword } from '../people/password.ts'
import { found } from '../people/setup.ts'
import type { OpenDatabase } from './open.ts'
import { people } from './seed/cast.ts'
import { giveHistory } from './seed/history.ts'
import { giveKnowledge } from './seed/knowledge.ts'

/** What a demo tells whoever started it: the bot on the shop page, and the lines to print once the address is known. */
export type Seeded = { bot: string; lines: (url: string) => string[] }

/**
 * Makes the demo on a migrated database, once: the outdoor shop, its people, what its bot knows and a week of conversations.
 * Each start gives Ada and Bo new passwords, so that no demo ever runs with one that somebody could know. What a start that
 * was interrupted left undone, the next one finishes.
 */
export async function seedDemo(database: OpenDatabase, log: Log, now: () => number): Promise<Seeded> {
  const founded = await database.db.selectFrom('setup_done').select('agent').executeTakeFirst()
  if (!founded) await foundShop(database, now())
  const { id: bot } = await database.db.selectFrom('bot').select('id').orderBy('created_at').executeTakeFirstOrThrow()
  await giveKnowledge(database, bot, now)
  await giveHistory(database, bot, now())
  const logins = await newPasswords(database)
  log.info({ bot }, 'the demo is ready')
  return { bot, lines: (url) => [`The shop:  ${url}/demo`, `The inbox: ${url}`, ...logins] }
}

async function foundShop({ db }: OpenDatabase, now: number): Promise<void> {
  const at = now - 30 * 86_400_000
  const { ada, bo } = people
  await db.transaction().execute(async (tx) => {
    const shop = { company: 'Fernweh Outdoor', bot: 'Fern', brand: '#a33806', name: ada.name, email: ada.email }
    await found(tx, shop, await unguessable(), at)
    const colleague = { id: randomUUID(), ...bo, role: 'agent' as const, password_hash: await unguessable(), created_at: new Date(at) }
    await tx.insertInto('agent').values(colleague).execute()
    const { id: team } = await tx.selectFrom('team').select('id').executeTakeFirstOrThrow()
    await tx.insertInto('seat').values({ agent: colleague.id, team }).execute()
  })
}

/** Whoever was renamed or removed in the demo keeps what they have. */
async function newPasswords({ db }: OpenDatabase): Promise<string[]> {
  const lines = await Promise.all(
    Object.values(people).map(async ({ email }) => {
      const password = randomBytes(9).toString('base64url')
      const hash = await hashed(password)
      const set = db.updateTable('agent').set({ password_hash: hash }).where('email', '=', email).where('ended_at', 'is', null)
      const agent = await set.returning(['name', 'role']).executeTakeFirst()
      return agent ? [`${agent.name.split(' ')[0]} (${agent.role}): ${email} · password ${password}`] : []
    }),
  )
  return lines.flat()
}

const unguessable = () => hashed(randomBytes(24).toString('base64url'))

async function hashed(password: string): Promise<string> {
  const hash = await hashPassword(password)
  if (typeof hash !== 'string') throw new Error('too many passwords are being hashed')
  return hash
}
