import { expect, test } from 'vitest'
import { type Config, readConfig } from './config.ts'
import { configurationPage, helpText } from './help.ts'
import { root } from './root.ts'

function config(argv: string[], env: Record<string, string> = {}): Config {
  const read = readConfig(argv, env)
  if (!read.ok) throw new Error(read.message)
  return read.config
}

function refusal(argv: string[], env: Record<string, string> = {}): string {
  const read = readConfig(argv, env)
  return read.ok ? 'accepted' : read.message
}

test('with nothing said', () => {
  expect(config([])).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    dataDir: `${root}/data`,
    trustProxy: false,
    allowPrivate: [],
    logLevel: 'warn',
  })
})

test('a flag wins over the environment, and an empty variable says nothing', () => {
  expect(config(['--port', '4000', '--host=0.0.0.0'], { PORT: '5000', DATA_DIR: '' })).toMatchObject({
    port: 4000,
    host: '0.0.0.0',
    dataDir: `${root}/data`,
  })
  expect(config([], { PORT: '0', DATA_DIR: '/srv/baton' })).toMatchObject({ port: 0, dataDir: '/srv/baton' })
})

test.each([
  ['off', false],
  ['0', false],
  ['2', 2],
  ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
])('TRUST_PROXY=%s', (text, trust) => {
  expect(config([], { TRUST_PROXY: text }).trustProxy).toEqual(trust)
})

test('addresses are brought into one form', () => {
  const env = {
    PUBLIC_URL: 'https://Chat.Example.com/',
    ALLOW_PRIVATE: 'Wiki.local:8080, [::1]:80',
    MODEL_URL: 'http://localhost:1/v1/',
    MODEL_NAME: 'm',
  }
  expect(config([], env)).toMatchObject({
    publicUrl: 'https://chat.example.com',
    allowPrivate: ['wiki.local:8080', '[::1]:80'],
    modelUrl: 'http://localhost:1/v1',
  })
})

test.each([
  [['--nonsense'], {}, 'There is no option --nonsense; --help lists them.'],
  [['--port'], {}, '--port needs a value.'],
  [['--port', 'x'], {}, '--port is not something Baton can read; --help says what it may be.'],
  [[], { PORT: '70000' }, 'PORT must be a port, 0 to 65535; --help says what it may be.'],
  [
    [],
    { DATABASE_URL: 'mysql://x' },
    'DATABASE_URL must look like postgres://user:password@host:5432/database; --help says what it may be.',
  ],
  [
    [],
    { PUBLIC_URL: 'https://a.b/chat' },
    'PUBLIC_URL must be an address such as https://chat.example.com, without a path; --help says what it may be.',
  ],
  [
    [],
    { TRUST_PROXY: '10.0.0.0/99' },
    'TRUST_PROXY must be off, a number of proxies such as 1, or a list of networks such as 10.0.0.0/8; --help says what it may be.',
  ],
  [[], { LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be debug, info, warn, error or silent; --help says what it may be.'],
  [[], { ALLOW_PRIVATE: 'wiki' }, 'ALLOW_PRIVATE must be a list such as wiki.local:8080; --help says what it may be.'],
  [[], { MODEL_URL: 'http://localhost/v1' }, 'MODEL_URL needs MODEL_NAME beside it: which model to ask for.'],
])('%j %j is refused in one sentence', (argv, env, sentence) => {
  expect(refusal(argv, env as Record<string, string>)).toBe(sentence)
})

test('a refusal never repeats the value, which may be a password', () => {
  expect(refusal([], { DATABASE_URL: 'secret' })).not.toContain('secret')
})

test('--help names every option', () => {
  expect(helpText()).toContain('--data-dir FOLDER')
  expect(helpText()).toContain('[TRUST_PROXY; off]')
})

test('docs/configuration.md is what the schema says', async () => {
  await expect(configurationPage()).toMatchFileSnapshot('../docs/configuration.md')
})
