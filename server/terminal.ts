import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { type Config, readConfig } from './config.ts'
import { prepareDataDir } from './db/embedded/places.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/open.ts'
import { exportTo } from './db/portable/export.ts'
import { importFrom } from './db/portable/import.ts'
import { Plain, sentenceOf } from './fail.ts'
import { helpText } from './help.ts'
import { createLog, type Log } from './log.ts'
import { ownerLinks } from './people/setup.ts'
import { root } from './root.ts'

export type Command = 'start' | 'demo' | 'export' | 'import' | 'owner-link'

/** A clean end takes at most this long; what is still running then is cut off. */
const longestEnd = 15_000

/** One command of `baton`, from its arguments to the end of the process or, for a server, to its signal. */
export async function run(command: Command, argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (argv.includes('--help') || argv.includes('-h')) return void console.log(helpText())
  const { file, flags } = takeFile(command, argv)
  const read = readConfig(flags, env)
  if (!read.ok) return fail(read.message, 2)
  const config = command === 'demo' ? forDemo(read.config, flags, env) : read.config
  const log = createLog(config.logLevel)
  try {
    const dataDir = config.databaseUrl === undefined ? prepareDataDir(config.dataDir, log) : config.dataDir
    if (dataDir !== config.dataDir)
      console.log(`The data is kept in ${dataDir}: the user that runs the database can't reach ${config.dataDir}.`)
    await perform(command, { ...config, dataDir }, log, file)
  } catch (error) {
    if (!(error instanceof Plain)) log.error({ err: error }, 'this is a bug')
    fail(sentenceOf(error), 1)
  }
}

async function perform(command: Command, config: Config, log: Log, file: string): Promise<void> {
  if (command === 'export' || command === 'import') return move(command, config, log, file)
  if (command === 'owner-link') return printOwnerLinks(config, log)
  const { startServer } = await import('./main.ts')
  const starting = startServer(config, { log, demo: command === 'demo' })
  // From here on, so that a signal in the middle of a start doesn't leave the database behind.
  endOnSignal(async () => (await starting).stop())
  await starting
}

async function move(command: 'export' | 'import', config: Config, log: Log, file: string): Promise<void> {
  const database = await openDatabase(config, log, { join: command === 'export' })
  try {
    const rows = command === 'export' ? await exportTo(file, database.connection) : await importFrom(file, database.connection)
    const all = Object.values(rows).reduce((sum, count) => sum + count, 0)
    console.log(command === 'export' ? `Wrote ${all} rows to ${file}.` : `Read ${all} rows from ${file}.`)
  } finally {
    await database.close()
  }
}

async function printOwnerLinks(config: Config, log: Log): Promise<void> {
  const database = await openDatabase(config, log, { join: true })
  try {
    await migrate(database.connection)
    const { rows } = await sql<{ now: Date }>`select now() as now`.execute(database.db)
    const baseUrl = config.publicUrl ?? `http://${hostOf(config)}:${config.port}`
    const links = await ownerLinks(database.db, baseUrl, rows[0]?.now.getTime() ?? 0)
    if (links.length === 0) throw new Plain('There is no owner yet: start Baton, and open the set-up link that it prints.')
    for (const { email, link } of links) console.log(`${email} can choose a new password here, within an hour: ${link}`)
  } finally {
    await database.close()
  }
}

// A link to "every address" opens nothing.
function hostOf({ host }: Config): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function takeFile(command: Command, argv: readonly string[]): { file: string; flags: readonly string[] } {
  if (command !== 'export' && command !== 'import') return { file: '', flags: argv }
  const [file = '', ...flags] = argv
  if (file === '' || file.startsWith('-')) fail(`Say which file: baton ${command} FILE`, 2)
  return { file: resolve(file), flags }
}

// The demo invents people and conversations: never in a real data directory, and never where others can reach it.
function forDemo(config: Config, flags: readonly string[], env: NodeJS.ProcessEnv): Config {
  const chosen = env.DATA_DIR || flags.some((flag) => flag.startsWith('--data-dir'))
  return { ...config, host: '127.0.0.1', databaseUrl: undefined, dataDir: chosen ? join(config.dataDir, 'demo') : join(root, 'data-demo') }
}

// Ctrl-C under npm arrives twice, from the terminal and from npm: only a later one is impatience.
function endOnSignal(stop: () => Promise<void>): void {
  let since = 0
  const end = (): void => {
    if (since !== 0) return void (performance.now() - since > 2_000 && process.exit(1))
    since = performance.now()
    setTimeout(() => process.exit(1), longestEnd).unref()
    stop().then(
      () => process.exit(0),
      (error) => fail(sentenceOf(error), 1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  // SIGTERM to `npm start` ends npm and the shell that it put between us, and never gets here: we notice that our parent is gone.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && since === 0 && end(), 250).unref()
}

function fail(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}
