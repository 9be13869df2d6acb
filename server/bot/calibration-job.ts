import type { Pool } from 'pg'
import type { Meaning } from '../encoder/meaning.ts'
import type { Handler } from '../jobs/worker.ts'
import type { Answer } from './answer.ts'
import { type Line, through } from './calibration.ts'
import { calibrateKnowledge } from './calibration-store.ts'
import { calibrateByOutcomes, weighConversations } from './outcome-store.ts'
import { stampSql } from './vocabulary.ts'

type Deps = { db: Pool; meaning: Meaning | null; clock: () => number }
type Due = { bot: string; stamp: string }

/** How often it looks for what has changed, and how old what is in memory may be; in ms. */
const every = 20_000
const age = 5_000

/** A bot's calibration: kept up with its knowledge and with what comes of its answers, and applied from memory. */
export type Calibrating = {
  jobs: Record<string, Handler>
  /** Plans the first look. */
  start(): Promise<void>
  /** The probability that an answer is right, as what came of earlier ones of its kind has it. */
  calibrated(raw: number, bot: string, mode: Answer['mode']): number
}

export function openCalibrating({ db, meaning, clock }: Deps): Calibrating {
  const encoder = meaning?.name ?? null
  let lines = new Map<string, Line>()
  let read = Number.NEGATIVE_INFINITY

  async function readLines(): Promise<void> {
    read = clock()
    const { rows } = await db.query<Line & { bot: string; mode: string }>(
      "select bot, mode, scale, shift from calibration where mode in ('pair', 'quote', 'model')",
    )
    lines = new Map(rows.map(({ bot, mode, ...line }) => [`${bot} ${mode}`, line]))
  }

  async function run(): Promise<void> {
    await planCalibration(db, clock() + every)
    const since = clock()
    for (const { bot, stamp } of await changedKnowledge(db, encoder)) {
      await calibrateKnowledge(db, bot, { meaning, at: clock() })
      await db.query(
        `insert into calibration_run (bot, stamp, encoder, at) values ($1, $2, $3, to_timestamp($4 / 1000.0))
         on conflict (bot) do update set stamp = $2, encoder = $3, at = excluded.at`,
        [bot, stamp, encoder, since],
      )
    }
    await weighConversations(db, clock)
    for (const bot of await newOutcomes(db)) await calibrateByOutcomes(db, bot, clock())
    await readLines()
  }

  return {
    jobs: { calibrate: { atOnce: 1, run } },
    async start() {
      await Promise.all([planCalibration(db, clock()), readLines()])
    },
    calibrated(raw, bot, mode) {
      // Read anew behind whoever asks: nobody waits for it.
      if (clock() - read >= age) void readLines().catch(() => {})
      const line = lines.get(`${bot} ${mode}`)
      return line ? through(line, raw) : raw
    },
  }
}

async function planCalibration(db: Pool, at: number): Promise<void> {
  await db.query(
    `insert into job (key, kind, payload, run_at) values ('calibrate', 'calibrate', '{}', $1)
     on conflict (key) where started_at is null do update set run_at = least(job.run_at, excluded.run_at)`,
    [at],
  )
}

/** Bots whose knowledge is another than the one they were calibrated by, once nothing of it waits for its vectors. */
async function changedKnowledge(db: Pool, encoder: string | null): Promise<Due[]> {
  const { rows } = await db.query<Due>(
    `select b.id as bot, ${stampSql('b.id')} as stamp from bot b left join calibration_run r on r.bot = b.id
     where (r.stamp is distinct from ${stampSql('b.id')} or r.encoder is distinct from $1)
       and not exists (select from job j where j.kind in ('encode', 'sync') and (j.payload ->> 'source')::uuid in (
         select s.id from source s where s.bot = b.id union select source from source_share where bot = b.id))`,
    [encoder],
  )
  return rows
}

async function newOutcomes(db: Pool): Promise<string[]> {
  const { rows } = await db.query<{ bot: string }>(
    `select distinct o.bot from outcome o left join calibration c on c.bot = o.bot and c.mode = o.mode
     where o.found_right is not null and o.noted_at >= coalesce(c.at, 'epoch')`,
  )
  return rows.map(({ bot }) => bot)
}
