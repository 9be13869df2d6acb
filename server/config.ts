import { isIP } from 'node:net'
import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { root } from './root.ts'

/** One option: its schema reads the text of the variable or flag; `means` is the sentence in `--help` and docs/configuration.md. */
type Option = { schema: z.ZodType; env: string; value: string; means: string; shown?: string }

const option = <S extends z.ZodType>(env: string, value: string, schema: S, means: string, shown?: string) => ({
  schema,
  env,
  value,
  means,
  shown,
})

/** Every option there is. The flag of `PUBLIC_URL` is `--public-url`. */
export const options = {
  port: option(
    'PORT',
    'NUMBER',
    z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(65535, 'must be a port, 0 to 65535')).default(3000),
    'The port to listen on; 0 takes a free one.',
    '3000',
  ),
  host: option(
    'HOST',
    'ADDRESS',
    z.string().default('127.0.0.1'),
    'The address to listen on; 0.0.0.0 is every network of this machine.',
    '127.0.0.1',
  ),
  dataDir: option('DATA_DIR', 'FOLDER', z.string().optional(), 'Where the built-in database lives.', './data in the checkout'),
  databaseUrl: option(
    'DATABASE_URL',
    'URL',
    z.string().refine(isDatabaseUrl, 'must look like postgres://user:password@host:5432/database').optional(),
    'A PostgreSQL 15 or newer to use instead of the built-in one.',
    'none: the built-in PostgreSQL',
  ),
  publicUrl: option(
    'PUBLIC_URL',
    'URL',
    z
      .string()
      .refine(isOrigin, 'must be an address such as https://chat.example.com, without a path')
      .transform((text) => new URL(text).origin)
      .optional(),
    'The address at which people reach Baton, when a proxy stands before it.',
    'the address that a request names',
  ),
  trustProxy: option(
    'TRUST_PROXY',
    'off|HOPS|CIDRS',
    z
      .string()
      .refine(isTrust, 'must be off, a number of proxies such as 1, or a list of networks such as 10.0.0.0/8')
      .transform(readTrust)
      .default(false),
    'Which proxies may say what the address of a visitor is: off, how many stand before Baton, or their networks.',
    'off',
  ),
  allowPrivate: option(
    'ALLOW_PRIVATE',
    'HOST:PORT,…',
    z
      .string()
      .transform(readList)
      .pipe(z.array(z.string().regex(/^(\[[0-9a-f:]+\]|[^\s:/]+):\d+$/i, 'must be a list such as wiki.local:8080')))
      .prefault(''),
    'Private addresses that Baton may fetch pages from and send webhooks to.',
    'none',
  ),
  logLevel: option(
    'LOG_LEVEL',
    'LEVEL',
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent').default('warn'),
    'How much is written to standard error: debug, info, warn, error or silent.',
    'warn',
  ),
  modelUrl: option(
    'MODEL_URL',
    'URL',
    z
      .string()
      .refine(isWebAddress, 'must be an http or https address')
      .transform((text) => text.replace(/\/+$/, ''))
      .optional(),
    'An OpenAI-compatible end point, such as http://localhost:11434/v1; with it the bot writes its answers.',
    'none: the bot quotes its knowledge',
  ),
  modelName: option('MODEL_NAME', 'NAME', z.string().optional(), 'The model to ask for at MODEL_URL.', 'none'),
  modelKey: option('MODEL_KEY', 'TEXT', z.string().optional(), 'The key for MODEL_URL.', 'none'),
  embeddingUrl: option(
    'EMBEDDING_URL',
    'URL',
    z
      .string()
      .refine(isWebAddress, 'must be an http or https address')
      .transform((text) => text.replace(/\/+$/, ''))
      .optional(),
    'An OpenAI-compatible end point for embeddings, such as http://localhost:11434/v1; with it the bot finds by meaning in its languages.',
    'none: the built-in encoder, which knows English',
  ),
  embeddingName: option('EMBEDDING_NAME', 'NAME', z.string().optional(), 'The embedding model to ask for at EMBEDDING_URL.', 'none'),
  embeddingKey: option('EMBEDDING_KEY', 'TEXT', z.string().optional(), 'The key for EMBEDDING_URL.', 'none'),
  secret: option(
    'BATON_SECRET',
    'TEXT',
    z.string().min(16, 'must have at least 16 characters').optional(),
    'What stored keys are encrypted with; every server on one DATABASE_URL needs the same. Losing it loses those keys.',
    'a file in DATA_DIR, unless DATABASE_URL is set',
  ),
  metricsToken: option(
    'METRICS_TOKEN',
    'TEXT',
    z.string().optional(),
    'The bearer token that opens /metrics to other machines; without it only this machine may read it.',
    'none',
  ),
} satisfies Record<string, Option>

type Options = typeof options

/** How this server runs. `dataDir` is absolute; `trustProxy` is as Fastify wants it. */
export type Config = { [K in keyof Options]: z.output<Options[K]['schema']> } & { dataDir: string }

type Read = { ok: true; config: Config } | { ok: false; message: string }

/** Reads flags (which win) and environment. An empty variable counts as not set. */
export function readConfig(argv: readonly string[], env: Record<string, string | undefined>): Read {
  const flags = readFlags(argv)
  if (typeof flags === 'string') return { ok: false, message: flags }
  const found: Record<string, unknown> = {}
  for (const [name, { schema, env: variable }] of Object.entries(options)) {
    const flag = flags.get(name)
    const text = flag ?? (env[variable] || undefined)
    const read = schema.safeParse(text)
    if (!read.success) return { ok: false, message: refusal(flag === undefined ? variable : flagOf(variable), read.error) }
    found[name] = read.data
  }
  if (found.modelUrl && !found.modelName) return { ok: false, message: 'MODEL_URL needs MODEL_NAME beside it: which model to ask for.' }
  if (found.embeddingUrl && !found.embeddingName)
    return { ok: false, message: 'EMBEDDING_URL needs EMBEDDING_NAME beside it: which embedding model to ask for.' }
  return { ok: true, config: { ...found, dataDir: placeOf(found.dataDir as string | undefined) } as Config }
}

/** `DATA_DIR` → `--data-dir`. */
export function flagOf(env: string): string {
  return `--${env.toLowerCase().replaceAll('_', '-')}`
}

function readFlags(argv: readonly string[]): Map<string, string> | string {
  const names = new Map(Object.entries(options).map(([name, { env }]) => [flagOf(env), name]))
  const flags = new Map<string, string>()
  for (let i = 0; i < argv.length; i++) {
    const [flag = '', inline] = splitOnce(argv[i] ?? '')
    const name = names.get(flag)
    if (!name) return `There is no option ${flag}; --help lists them.`
    const value = inline ?? argv[++i]
    if (value === undefined) return `${flag} needs a value.`
    flags.set(name, value)
  }
  return flags
}

function splitOnce(argument: string): [string, string?] {
  const at = argument.indexOf('=')
  return at < 0 ? [argument] : [argument.slice(0, at), argument.slice(at + 1)]
}

// The value isn't repeated: it may be a password.
function refusal(name: string, error: z.ZodError): string {
  const message = error.issues[0]?.message ?? ''
  return `${name} ${message.startsWith('must') ? message : 'is not something Baton can read'}; --help says what it may be.`
}

function placeOf(dataDir: string | undefined): string {
  if (dataDir === undefined) return join(root, 'data')
  return isAbsolute(dataDir) ? dataDir : resolve(dataDir)
}

function isDatabaseUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isOrigin(text: string): boolean {
  if (!isWebAddress(text)) return false
  const { pathname, search, hash } = new URL(text)
  return pathname === '/' && search === '' && hash === ''
}

function isTrust(text: string): boolean {
  return text === 'off' || /^\d{1,2}$/.test(text) || (readList(text).length > 0 && readList(text).every(isNetwork))
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const kind = isIP(address)
  if (kind === 0 || more.length > 0) return false
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128))
}

function readTrust(text: string): false | number | string[] {
  if (text === 'off' || text === '0') return false
  return /^\d+$/.test(text) ? Number(text) : readList(text)
}

function readList(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
}
