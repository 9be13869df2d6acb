import { type Policy, policy } from '@baton/contracts/policy.ts'
import type { Change, VersionItem } from '@baton/contracts/rules.ts'
import { changesBetween } from '@baton/core/policy-changes.ts'
import type { Pool } from 'pg'

type Row = { version: number; body: unknown; at: Date; by: string | null }
export type Version = VersionItem & { policy: Policy }

const columns = 'p.version, p.body, p.at, a.name as by from policy p left join agent a on a.id = p.by'

/** One version of how a bot decides; an earlier release stored less, and what is new has its defaults. */
export async function versionOf(db: Pool, bot: string, version: number): Promise<Version | null> {
  const { rows } = await db.query<Row>(`select ${columns} where p.bot = $1 and p.version = $2`, [bot, version])
  return rows[0] ? read(rows[0]) : null
}

/** How a bot decides today, or null where there is no such bot. */
export async function currentOf(db: Pool, bot: string): Promise<Version | null> {
  const { rows } = await db.query<Row>(`select ${columns} join bot b on b.id = p.bot and b.policy_version = p.version where b.id = $1`, [
    bot,
  ])
  return rows[0] ? read(rows[0]) : null
}

/** Versions before `before`, the newest first, each with what it changed. */
export async function listVersions(
  db: Pool,
  bot: string,
  { before = 2_147_483_647, limit }: { before?: number | undefined; limit: number },
): Promise<{ versions: (VersionItem & { changes: Change[] })[]; next: number | null }> {
  const { rows } = await db.query<Row>(`select ${columns} where p.bot = $1 and p.version < $2 order by p.version desc limit $3`, [
    bot,
    before,
    limit + 1,
  ])
  const versions = rows.map(read)
  const shown = versions.slice(0, limit).map(({ policy, ...version }, i) => {
    const earlier = versions[i + 1]
    return { ...version, changes: earlier ? changesBetween(earlier.policy, policy) : [] }
  })
  return { versions: shown, next: versions.length > limit ? (shown.at(-1)?.version ?? null) : null }
}

function read({ version, body, at, by }: Row): Version {
  return { version, at: at.getTime(), by, policy: policy.parse(body) }
}
