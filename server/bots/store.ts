import type { Bot } from '@baton/contracts/api.ts'
import type { BotFace } from '@baton/contracts/down.ts'
import { type Policy, policy as policySchema } from '@baton/contracts/policy.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { filled } from '@baton/core/texts.ts'
import type { Kysely } from 'kysely'
import { pictureAddress } from '../answering/personas.ts'
import type { Database } from '../db/tables.ts'
import { problemOf } from '../rules/validity.ts'

type Db = Kysely<Database>
export type Versioned = { version: number; policy: Policy }

/** A bot, or null. */
export async function botOf(db: Db, id: string): Promise<Bot | null> {
  const row = await db.selectFrom('bot').select(['id', 'name', 'brand', 'sites', 'policy_version']).where('id', '=', id).executeTakeFirst()
  return row ? { id: row.id, name: row.name, brand: row.brand, sites: row.sites, policyVersion: row.policy_version } : null
}

/** Changes what is given, and answers with the bot as it is then. */
export async function changeBot(
  db: Db,
  id: string,
  { name, brand, sites }: Partial<Pick<Bot, 'name' | 'brand' | 'sites'>>,
): Promise<Bot | Refusal> {
  // What is undefined stays; the id keeps the statement whole when nothing is given.
  await db.updateTable('bot').set({ id, name, brand, sites }).where('id', '=', id).execute()
  return (await botOf(db, id)) ?? { no: 'notFound' }
}

/** How a bot decides today, or null when there is no such bot. */
export async function policyOf(db: Db, bot: string): Promise<Versioned | null> {
  const row = await db
    .selectFrom('bot')
    .innerJoin('policy', (join) => join.onRef('policy.bot', '=', 'bot.id').onRef('policy.version', '=', 'bot.policy_version'))
    .select(['policy.version', 'policy.body'])
    .where('bot.id', '=', bot)
    .executeTakeFirst()
  // An earlier release stored less: what is new has its defaults.
  return row ? { version: row.version, policy: policySchema.parse(row.body) } : null
}

/** Makes a new version of how a bot decides; the old ones stay, since facts name them. Changes made at once follow one another. */
export async function changePolicy(db: Db, bot: string, policy: Policy, by: string, now: number): Promise<Versioned | Refusal> {
  return db.transaction().execute(async (tx) => {
    const teams = await tx.selectFrom('team').select('id').forKeyShare().execute()
    const problem = problemOf(policy, new Set(teams.map(({ id }) => id)))
    if (problem) return problem
    const bumped = await tx
      .updateTable('bot')
      .set((e) => ({ policy_version: e('policy_version', '+', 1) }))
      .where('id', '=', bot)
      .returning('policy_version')
      .executeTakeFirst()
    if (!bumped) return { no: 'notFound' }
    const version = bumped.policy_version
    await tx
      .insertInto('policy')
      .values({ bot, version, body: JSON.stringify(policy), by, at: new Date(now) })
      .execute()
    return { version, policy }
  })
}

/** How a bot looks and greets, or null when there is no such bot. */
export async function faceOf(db: Db, id: string): Promise<BotFace | null> {
  const [bot, decides, company, shown] = await Promise.all([
    botOf(db, id),
    policyOf(db, id),
    db.selectFrom('company').select('name').executeTakeFirst(),
    lookOf(db, id),
  ])
  if (!bot || !decides || !company) return null
  const { texts, languages, answerWithinMs } = decides.policy
  const known = { 'bot.name': bot.name }
  const others = Object.entries(languages).flatMap(([language, { greeting }]) =>
    greeting ? [[language, filled(greeting, known, language)] as const] : [],
  )
  return {
    id,
    name: bot.name,
    company: company.name,
    greeting: filled(texts.greeting, known),
    ...(others.length > 0 && { greetings: Object.fromEntries(others) }),
    brand: bot.brand,
    answersWithin: answerWithinMs,
    ...shown,
  }
}

async function lookOf(db: Db, id: string): Promise<Pick<BotFace, 'picture' | 'bio'>> {
  const row = await db
    .selectFrom('bot')
    .leftJoin('persona', 'persona.bot', 'bot.id')
    .leftJoin('picture', 'picture.bot', 'bot.id')
    .select(['persona.body', 'picture.hash'])
    .where('bot.id', '=', id)
    .executeTakeFirst()
  return { picture: row?.hash ? pictureAddress(id, row.hash) : null, bio: row?.body?.bio || null }
}
