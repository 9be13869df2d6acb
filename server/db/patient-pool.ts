import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { codeOf } from '../fail.ts'

type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: Error | boolean) => void) => void

/** How long a request for a connection waits for a database that is being started again. */
const patience = 5_000

const away = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08001'])

/** A pool that waits out a short outage of the database instead of failing at once. */
export class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    const client = this.#patiently()
    if (!callback) return client
    client.then(
      (found) => callback(undefined, found, (release) => found.release(release)),
      (error) => callback(error, undefined, () => {}),
    )
  }

  async #patiently(): Promise<pg.PoolClient> {
    const until = performance.now() + patience
    for (;;) {
      try {
        return await super.connect()
      } catch (error) {
        const lost = away.has(codeOf(error)) || (error instanceof Error && /terminated/.test(error.message))
        if (!lost || performance.now() > until) throw error
        await wait(50)
      }
    }
  }
}
