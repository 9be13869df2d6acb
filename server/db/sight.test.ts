import type { Conversation, Holder } from '@baton/contracts/conversation.ts'
import { opened } from '@baton/core/apply.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cast, castIn, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import type { OpenDatabase } from './open.ts'
import { isTheirs, mayRead } from './sight.ts'

let database: OpenDatabase
let cast: Cast
beforeAll(async () => {
  database = await freshDatabase()
  cast = await castIn(database)
})
afterAll(() => database.close())

const other = '00000000-0000-4000-8000-0000000000b1'
const queue = {
  kind: 'queue',
  reason: 'asked',
  since: 1,
  tried: [],
  ringing: null,
  step: 0,
  seen: false,
  priority: 0,
  prefer: null,
} as const

function holders(): [string, Holder][] {
  const { ada, bo, team } = cast
  const rings = (...agents: string[]): Holder => ({ ...queue, team, tried: [bo.agent], ringing: { agents, until: 9, step: 1 } })
  const held = ({ agent, name }: Cast['bo']): Holder => ({ kind: 'agent', agent, name, team, since: 1 })
  return [
    ['the bot has it', { kind: 'bot' }],
    ['it waits, and they were rung before', { ...queue, team, tried: [bo.agent] }],
    ['they are rung', rings(ada.agent, bo.agent)],
    ['somebody else is rung', rings(ada.agent)],
    ['they have it', held(bo)],
    ['somebody else has it', held(ada)],
    ['they have closed it', { kind: 'closed', by: bo.name, at: 2, outcome: 'solved' }],
  ]
}

test('[V3] memory and database say the same of who reads what', async () => {
  const visitor = await visitorIn(database, cast.bot)
  const { pool } = database
  const begun: Conversation = { ...opened(cast.bot, visitor.id), episode: 1 }
  await pool.query('insert into conversation (id, bot, visitor, version, state) values ($1, $2, $3, 1, $4)', [
    ...[visitor.conversation, cast.bot, visitor.id, begun],
  ])
  const read: string[] = []
  for (const [how, holder] of holders()) {
    const state = { ...begun, holder }
    await pool.query('update conversation set state = $2 where id = $1', [visitor.conversation, state])
    for (const bots of [null, [cast.bot, other], [other]]) {
      const sight = { agent: cast.bo.agent, bots }
      const theirs = isTheirs(sight, state)
      expect([how, bots, await mayRead(pool, sight, visitor.conversation)]).toEqual([how, bots, theirs])
      if (theirs && bots?.length === 1) read.push(how)
    }
  }
  expect(read).toEqual(['they are rung', 'they have it'])
})
