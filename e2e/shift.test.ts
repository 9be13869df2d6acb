import { teamSettings } from '@baton/contracts/team.ts'
import { readState } from '@baton/server/conversations/store.ts'
import { expect, vi } from 'vitest'
import type { Agent } from './testing/agent.ts'
import type { Stage, StageOptions } from './testing/stage.ts'
import { test } from './testing/story.ts'

const [second, minute, hour] = [1_000, 60_000, 3_600_000]

/** A stage on which time is put forward, with the team as it is settled before anybody comes. */
async function onClock(open: (options?: StageOptions) => Promise<Stage>, settings: object, people: object = {}) {
  let ahead = 0
  const stage = await open({ now: () => Date.now() + ahead })
  const { pool } = stage.house.database
  const { team, bo } = stage.house.cast
  await pool.query('update team set settings = $2 where id = $1', [team, JSON.stringify(teamSettings.parse(settings))])
  for (const [column, value] of Object.entries(people)) await pool.query(`update agent set ${column} = $1 where id = $2`, [value, bo.agent])
  await stage.house.server.engine.live.presence.refresh()
  return { stage, later: (ms: number) => (ahead += ms) }
}

async function rungFor(stage: Stage): Promise<string[]> {
  const { rows } = await stage.house.database.pool.query<{ id: string }>('select id from conversation')
  const holder = (await readState(stage.house.database.pool, rows[0]?.id ?? ''))?.holder
  return holder?.kind === 'queue' ? (holder.ringing?.agents ?? []) : []
}

/** Waits until one agent alone is rung, other than `before`. */
function rungAlone(stage: Stage, before = ''): Promise<string> {
  return vi.waitFor(
    async () => {
      const [only = '', ...others] = await rungFor(stage)
      expect([only !== '' && only !== before, others]).toEqual([true, []])
      return only
    },
    { timeout: 20 * second },
  )
}

const opened = async (who: Agent) => {
  await who.list('Needs a person')
  await who.open()
}

/** The day of the week an hour from now, open from then on. */
function opensIn(ms: number, zone = 'UTC') {
  const wall = (at: number) => new Date(at).toISOString().slice(11, 16)
  const day = [{ from: wall(Date.now() + ms), to: wall(Date.now() + ms + 8 * hour) }]
  return { zone, week: Array.from({ length: 7 }, () => day), days: [] }
}

test('[R2] rung one after the other: who lets it lapse has it no more on the clock, and the other accepts', async ({ open }) => {
  const { stage, later } = await onClock(open, { mode: 'ringOne', ladder: [{ do: 'next', ms: 45 * second }] })
  const people = { ada: await stage.agent('ada'), bo: await stage.agent('bo') }
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.talkToPerson()
  const first = await rungAlone(stage)
  later(46 * second)
  const next = await rungAlone(stage, first)
  const who = next === stage.house.cast.ada.agent ? people.ada : people.bo
  await opened(who)
  await who.accept()
  await vera.isWith(next === stage.house.cast.ada.agent ? 'Ada Okafor' : 'Bo Lindqvist')
})

test('[H7] a ladder to its end: a choice at half of the patience, and then a promise', async ({ open }) => {
  const { stage, later } = await onClock(open, { patienceMs: 4 * minute })
  await stage.agent('ada')
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.talkToPerson()
  await rungAlone(stage)
  later(2 * minute + second)
  await vera.hears(/taking longer/)
  later(2 * minute + second)
  await vera.panel.getByRole('heading', { name: /^An answer by/ }).waitFor()
})

test('[R3] a shift opens: whoever waits is rung for who comes on', async ({ open }) => {
  const { stage, later } = await onClock(open, {}, { hours: JSON.stringify(opensIn(hour)) })
  await stage.house.database.pool.query('update agent set capacity = 0 where id = $1', [stage.house.cast.ada.agent])
  await stage.house.database.pool.query(`update team set settings = settings || '{"patienceMs": 7200000}'`)
  await stage.agent('ada')
  const [bo, vera] = [await stage.agent('bo'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await vera.panel.getByRole('heading', { name: 'You’re connected soon' }).waitFor()
  expect(await rungFor(stage)).toEqual([])
  later(hour + minute)
  expect(await rungAlone(stage)).toBe(stage.house.cast.bo.agent)
  await opened(bo)
  await bo.accept()
  await vera.isWith('Bo Lindqvist')
})

test('[H7] an agent’s laptop closes before they have answered: after a minute the colleague is rung', async ({ open }) => {
  const { stage, later } = await onClock(open, {})
  const [ada, bo, vera] = [await stage.agent('ada'), await stage.agent('bo'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await opened(ada)
  await ada.accept()
  await vera.isWith('Ada Okafor')
  const closed = Date.now()
  await ada.page.close()
  await vi.waitFor(
    async () => {
      const values = [stage.house.cast.ada.agent, closed + minute]
      const planned = `select from job where kind = 'gone' and payload ->> 'agent' = $1 and run_at >= $2`
      expect((await stage.house.database.pool.query(planned, values)).rows).toHaveLength(1)
    },
    { timeout: 20 * second },
  )
  later(61 * second)
  await opened(bo)
  await bo.accept()
  await vera.isWith('Bo Lindqvist')
})

test('[A1] a visitor in another zone reads when somebody is back by their own clock', async ({ open }) => {
  // Read from the hours themselves: the clock may have gone on by a minute since they were set.
  const hours = opensIn(2 * hour)
  const [from = ''] = hours.week.flatMap((day) => day.map((period) => period.from))
  const { stage } = await onClock(open, { hours })
  const vera = await stage.visitor({ timezoneId: 'Asia/Kathmandu' })
  await vera.openChat()
  const there = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Kathmandu' })
  const at = new Date(`2026-01-01T${from}Z`) // neither zone has a summer time
  await vera.panel.getByText(new RegExp(`Back .*${there.format(at)}`)).waitFor()
})
