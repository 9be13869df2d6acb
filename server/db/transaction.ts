import type { Pool, PoolClient } from 'pg'

/** What a query is asked of: a pool, or one connection of it. */
export type Queries = Pick<Pool, 'query'> | Pick<PoolClient, 'query'>

/** Runs `work` on one connection, all or nothing: what it throws undoes what it did. */
export async function inTransaction<T>(pool: Pick<Pool, 'connect'>, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((why) => {
      broken = why
    })
    throw error
  } finally {
    client.release(broken)
  }
}
