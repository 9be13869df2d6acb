import type { Pool } from 'pg'
import type { Config } from '../config.ts'
import type { Handler } from '../jobs/worker.ts'
import { encodeJob, planEncoding } from './encode-job.ts'
import type { Encoder } from './encoder.ts'
import { openEndpoint } from './endpoint.ts'
import { openLocalEncoder } from './local.ts'
import { type Meaning, openMeaning } from './meaning.ts'
import { openScanner } from './scanner.ts'

export type Understanding = {
  meaning: Meaning
  jobs: Record<string, Handler>
  /** Encodes what isn't yet, and from now on what comes. */
  start(): Promise<void>
  /** Ends what runs; it goes on at the next start. */
  stop(): Promise<void>
}

type Deps = {
  db: Pick<Pool, 'query'>
  config: Partial<Pick<Config, 'embeddingUrl' | 'embeddingName' | 'embeddingKey'>>
  clock: () => number
  /** Tells the jobs that there is one more. */
  wake: () => void
}

const pause = 5_000
/** Whatever changed without a trace on its source is found after so many pauses. */
const thorough = 12

/** All of the server that has to do with meaning: the encoder, the job that fills the vectors, and the comparing. Nothing is loaded before there is knowledge. */
export function openUnderstanding({ db, config, clock, wake }: Deps): Understanding {
  const encoder = encoderFor(config)
  const ending = new AbortController()
  const meaning = openMeaning({ db, encoder, scanner: openScanner(), clock: () => performance.now() })
  let timer: NodeJS.Timeout | undefined
  let seen = ''
  let looks = 0
  let ready = false

  /** Knowledge changes in many places; one look at its sources finds out. */
  async function look(): Promise<void> {
    const sql = `select count(*) || ' ' || coalesce(sum(extract(epoch from updated_at)), 0) as stamp,
      exists (select from encoding where encoder = $1) as encoded from source`
    const { rows } = await db.query<{ stamp: string; encoded: boolean }>(sql, [encoder.name])
    const { stamp = '', encoded = false } = rows[0] ?? {}
    if (encoded && !ready) encoder.ready?.()
    ready = encoded
    if (stamp === seen && looks++ % thorough > 0) return
    seen = stamp
    if (await planEncoding(db, encoder.name, clock())) wake()
  }

  async function keepLooking(): Promise<void> {
    // A database that is away for a moment is looked at again.
    await look().catch(() => {})
    if (!ending.signal.aborted) timer = setTimeout(() => void keepLooking(), pause).unref()
  }

  return {
    meaning,
    jobs: { encode: encodeJob({ db, encoder, until: ending.signal }) },
    start: keepLooking,
    async stop() {
      ending.abort()
      clearTimeout(timer)
      await meaning.close()
    },
  }
}

function encoderFor({ embeddingUrl, embeddingName, embeddingKey }: Deps['config']): Encoder {
  return embeddingUrl && embeddingName ? openEndpoint({ url: embeddingUrl, name: embeddingName, key: embeddingKey }) : openLocalEncoder()
}
