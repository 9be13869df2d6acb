import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg'

export type Opened = Promise<QueryResult[]>

/** Sends statements in one write. Rejects with the first error; a `commit` behind it has then become a rollback. */
export function together(c: PoolClient, ...statements: QueryConfig[]): Promise<QueryResult[]> {
  const { stream } = (c as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection
  stream.cork()
  const answers = statements.map((statement) => c.query(statement))
  stream.uncork()
  return Promise.all(answers)
}

/** `opening` travels with `begin`; what `work` sends before it first awaits travels with them too. `work` commits. */
export async function inTransaction<T>(
  pool: Pool,
  opening: QueryConfig[],
  work: (c: PoolClient, opened: Opened) => Promise<T>,
): Promise<T> {
  const c = await pool.connect()
  let broken: Error | undefined
  try {
    const opened = together(c, { text: 'begin' }, ...opening)
    opened.catch(() => {}) // whoever awaits it, or a later statement, tells
    return await work(c, opened)
  } catch (error) {
    broken = await c.query('rollback').then(
      () => undefined,
      (failed: Error) => failed,
    )
    throw error
  } finally {
    c.release(broken)
  }
}
