import { randomUUID } from 'node:crypto'
import { type Policy, policy } from '@baton/contracts/policy.ts'
import { apply, opened } from '@baton/core/apply.ts'
import { readFacts, readState } from '../conversations/store.ts'
import type { OpenDatabase } from '../db/open.ts'
import { newVisitor, type Visitor, visitorOf } from '../people/visitors.ts'

export type Cast = { company: string; team: string; bot: string; ada: Person; bo: Person }
export type Person = { agent: string; name: string }

/** The cast: a company with team Support, a bot, and the agents Ada (owner) and Bo. */
export async function castIn({ db }: OpenDatabase, change: Partial<Policy> = {}): Promise<Cast> {
  const [team, bot] = [randomUUID(), randomUUID()]
  const [ada, bo] = [
    { agent: randomUUID(), name: 'Ada Okafor' },
    { agent: randomUUID(), name: 'Bo Lindqvist' },
  ]
  const at = new Date(0)
  await db.insertInto('company').values({ name: 'Fernweh Outdoor' }).execute()
  await db.insertInto('team').values({ id: team, name: 'Support' }).execute()
  await db.insertInto('bot').values({ id: bot, name: 'Fern', brand: '#a63c06', sites: [], created_at: at }).execute()
  const body = JSON.stringify(policy.parse({ team, ...change }))
  await db.insertInto('policy').values({ bot, version: 1, body, by: null, at }).execute()
  for (const [{ agent, name }, role] of [
    [ada, 'owner'],
    [bo, 'agent'],
  ] as const) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@fernweh.example`
    await db.insertInto('agent').values({ id: agent, name, email, role, created_at: at }).execute()
    await db.insertInto('seat').values({ agent, team }).execute()
  }
  return { company: 'Fernweh Outdoor', team, bot, ada, bo }
}

/** A new visitor with the token that opens their conversation. */
export async function visitorIn({ db }: OpenDatabase, bot: string): Promise<Visitor & { token: string }> {
  const { token } = await newVisitor(db, bot, 0)
  const visitor = await visitorOf(db, token)
  if (!visitor) throw new Error('a visitor that was just made is not there')
  return { ...visitor, token }
}

/** [S3] What a conversation folds to from its facts, and what is stored: the same, in every test that asks. */
export async function foldAndState({ pool }: OpenDatabase, { conversation, bot, id }: Visitor) {
  const facts = await readFacts(pool, conversation, 0)
  return { facts, folded: facts.reduce(apply, opened(bot, id)), stored: await readState(pool, conversation) }
}
