import { opened } from '@baton/core/apply.ts'
import { expect, test } from 'vitest'
import { castIn, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import { silentJob } from './silent.ts'
import { newVisitor, visitorOf } from './visitors.ts'

const day = 86_400_000

test('whoever never said a word is forgotten after thirty days, nobody else, and the next look is planned', async () => {
  const database = await freshDatabase()
  const { db, pool } = database
  const cast = await castIn(database)
  const silent = await newVisitor(db, cast.bot, 0)
  const recent = await newVisitor(db, cast.bot, 10 * day)
  const spoke = await visitorIn(database, cast.bot)
  await pool.query(
    'insert into conversation (id, bot, visitor, version, state) select conversation, bot, id, 1, $2 from visitor where id = $1',
    [spoke.id, opened(cast.bot, spoke.id)],
  )
  const run = () =>
    silentJob(pool, () => 31 * day).run({ id: '', key: '', kind: 'forgetSilent', conversation: null, payload: {}, attempts: 1 })
  await run()
  await run()
  expect(await visitorOf(db, silent.token)).toBeNull()
  expect(await visitorOf(db, recent.token)).not.toBeNull()
  expect(await visitorOf(db, spoke.token)).not.toBeNull()
  const { rows } = await pool.query("select run_at from job where kind = 'forgetSilent'")
  expect(rows.map((row) => Number(row.run_at))).toEqual([32 * day])
  await database.close()
})
