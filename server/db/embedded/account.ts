import { readFileSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Plain } from '../../fail.ts'

/** The system user that the database runs as; null: the one who runs the server. PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number } | null

const preferred = ['baton', 'postgres', 'nobody']

/** Root hands the database to the owner of the cluster, if there is one already, else to `baton`, `postgres` or `nobody`. */
export function databaseAccount(cluster: string, users = () => readFileSync('/etc/passwd', 'utf8')): Account {
  if (process.getuid?.() !== 0) return null
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const lines = users()
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of preferred) {
    const line = lines.find((fields) => fields[0] === name)
    if (line) return { uid: Number(line[2]) >>> 0, gid: Number(line[3]) >>> 0 }
  }
  throw new Plain(
    'PostgreSQL does not run as root, and this system has no user baton, postgres or nobody to run it as; create the user baton.',
  )
}

/** May the account go through each folder down to `path`, and enter or run `path` itself? Access lists and further groups are not seen. */
export function canReach(account: Account, path: string): boolean {
  if (account === null) return true
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat || !mayEnter(account, stat)) return false
  const above = dirname(path)
  return above === path || canReach(account, above)
}

function mayEnter({ uid, gid }: NonNullable<Account>, stat: Stats): boolean {
  if (stat.uid === uid) return (stat.mode & 0o100) !== 0
  if (stat.gid === gid) return (stat.mode & 0o010) !== 0
  return (stat.mode & 0o001) !== 0
}
