import type { ModelUse, UsageDay } from '@baton/contracts/answering.ts'
import type { Pool } from 'pg'
import type { Usage } from '../bot/model.ts'

type Db = Pick<Pool, 'query'>

/** What a model was asked: `firstMs` is when the visitor read the first words; `result` is `said`, `heldBack`, `cut` or why there is no answer. */
export type ModelCall = {
  at: number
  bot: string
  model: string
  usage: Usage
  prices: ModelUse['prices']
  ms: number
  firstMs: number | null
  result: string
}

export async function noteCall(db: Db, { at, bot, model, usage, prices, ms, firstMs, result }: ModelCall): Promise<void> {
  await db.query(
    `insert into model_call (at, bot, model, tokens_in, tokens_out, cost, ms, first_ms, result)
     values (to_timestamp($1), $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      at / 1000,
      bot,
      model,
      usage.in,
      usage.out,
      costOf(usage, prices),
      Math.round(ms),
      firstMs === null ? null : Math.round(firstMs),
      result,
    ],
  )
}

const million = 1_000_000

function costOf(usage: Usage, prices: ModelUse['prices']): number {
  return (usage.in * prices.in + usage.out * prices.out) / million
}

const dayMs = 86_400_000
const startOfDay = (now: number) => now - (now % dayMs)

export type Today = { tokens: number; cost: number; usedUp: boolean; renewsAt: number }

/** What was spent since midnight UTC, and whether that is all that may be. */
export async function spentToday(db: Db, budget: ModelUse['budget'], now: number): Promise<Today> {
  const { rows } = await db.query<{ tokens: number; cost: number }>(
    'select coalesce(sum(tokens_in + tokens_out), 0)::float8 as tokens, coalesce(sum(cost), 0)::float8 as cost from model_call where at >= to_timestamp($1)',
    [startOfDay(now) / 1000],
  )
  const { tokens = 0, cost = 0 } = rows[0] ?? {}
  const usedUp = budget.of === 'tokens' ? tokens >= budget.perDay : budget.of === 'money' && cost >= budget.perDay
  return { tokens, cost, usedUp, renewsAt: startOfDay(now) + dayMs }
}

const daysShown = 30
const sums = `count(*)::int as calls, count(*) filter (where result not in ('said', 'heldBack', 'cut'))::int as failed,
  coalesce(sum(tokens_in), 0)::float8 as "tokensIn", coalesce(sum(tokens_out), 0)::float8 as "tokensOut", coalesce(sum(cost), 0)::float8 as cost,
  coalesce(percentile_disc(0.5) within group (order by ms), 0)::int as ms, (percentile_disc(0.5) within group (order by first_ms))::int as "firstMs"`

/** The last 30 days in which the model was asked, the newest first, and all of them together. */
export async function usageOf(db: Db, now: number): Promise<{ days: UsageDay[]; total: Omit<UsageDay, 'day'> }> {
  const since = [(startOfDay(now) - (daysShown - 1) * dayMs) / 1000]
  const [days, total] = await Promise.all([
    db.query<UsageDay>(
      `select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, ${sums} from model_call where at >= to_timestamp($1) group by 1 order by 1 desc`,
      since,
    ),
    db.query<Omit<UsageDay, 'day'>>(`select ${sums} from model_call where at >= to_timestamp($1)`, since),
  ])
  return { days: days.rows, total: total.rows[0] as Omit<UsageDay, 'day'> }
}
