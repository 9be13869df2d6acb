import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Input } from '@baton/core/decide.ts'
import type { ClientConfig } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase, type OpenDatabase } from '../db/open.ts'
import { addressOf } from '../faults/nodes.ts'
import { silence } from '../log.ts'
import { type Cast, castIn, foldAndState, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import { openDoor } from './turn.ts'
import { Worlds } from './world.ts'

let database: OpenDatabase
let cast: Cast
let wire: Awaited<ReturnType<typeof openWire>>
let hanging: OpenDatabase

beforeEach(async () => {
  database = await freshDatabase()
  cast = await castIn(database)
  const address = partsOf(addressOf(database))
  wire = await openWire(address)
  hanging = connectDatabase({ ...address, host: '127.0.0.1', port: wire.port }, silence)
})
afterEach(async () => {
  wire.go()
  await hanging.close()
  await wire.close()
  await database.close()
})

/** An address in parts, however it was given: as one text, it would win over the parts that lead through the wire. */
function partsOf({ connectionString, ...parts }: ClientConfig): ClientConfig {
  if (!connectionString) return parts
  const { hostname, port, username, password, pathname } = new URL(connectionString)
  return { host: hostname, port: Number(port || 5432), user: username, database: pathname.slice(1), ...(password && { password }) }
}

/** Carries what passes between a pool and the database; stopped, nothing passes and nothing closes: as a database that hangs. */
async function openWire({ host = '', port = 5432 }: ClientConfig) {
  const sockets: Socket[] = []
  let stopped = false
  let stopAt: string | undefined
  const server = createServer((client) => {
    const upstream = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host)
    sockets.push(client, upstream)
    for (const socket of [client, upstream]) socket.on('error', () => {})
    client.on('data', (chunk) => {
      upstream.write(chunk)
      if (stopAt && chunk.includes(stopAt)) stop()
    })
    upstream.on('data', (chunk) => client.write(chunk))
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
    if (stopped) for (const socket of [client, upstream]) socket.pause()
  })
  function stop() {
    stopped = true
    for (const socket of sockets) socket.pause()
  }
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stop,
    /** Stops once `words` have been passed on. */
    stopAfter(words: string) {
      stopAt = words
    },
    go() {
      stopped = false
      stopAt = undefined
      for (const socket of sockets) socket.resume()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function door() {
  const world = new Worlds(database.pool)
  world.setAround({ staffedFor: () => new Set([cast.team]), online: new Set(), names: new Map(), teams: new Map() })
  const { door, seats } = hanging
  return openDoor({ door, seats, pool: database.pool, now: () => 1_000, world, published() {}, doubt() {} })
}

const says = (text: string): Input => ({ type: 'visitorSays', text, page: null })

test('[H5] a database that hangs: who waits is refused, also in line; the same lines come again and are there once', {
  timeout: 60_000,
}, async () => {
  const { takeTurn } = door()
  const vera = await visitorIn(database, cast.bot)
  const open = { bot: cast.bot, visitor: vera.id }
  await takeTurn(vera.conversation, 'cause-0', says('line 0'), open)
  wire.stop()
  const lines = Array.from({ length: 20 }, (_, i) => i + 1)
  const sayAll = () => Promise.all(lines.map((i) => takeTurn(vera.conversation, `cause-${i}`, says(`line ${i}`), open)))
  const refused = await sayAll()
  expect(new Set(refused.map(({ refusal }) => refusal?.no))).toEqual(new Set(['tryAgain']))
  wire.go()
  for (const { refusal } of await sayAll()) expect(refusal).toBeNull()
  const { facts, folded, stored } = await foldAndState(database, vera)
  const said = facts.flatMap(({ fact }) => (fact.type === 'visitorSaid' ? [fact.text] : []))
  expect(said).toEqual([0, ...lines].map((i) => `line ${i}`))
  expect(folded).toEqual(stored)
})

test('[H5] whoever was refused while they stood in line is heard when they come again', { timeout: 60_000 }, async () => {
  const { takeTurn } = door()
  const visitors = await Promise.all(Array.from({ length: 6 }, () => visitorIn(database, cast.bot)))
  const say = ({ id, conversation }: (typeof visitors)[number]) =>
    takeTurn(conversation, 'the-line', says('Is the Tarn 2 in stock?'), { bot: cast.bot, visitor: id })
  wire.stop()
  for (const { refusal } of await Promise.all(visitors.map(say))) expect(refusal).toEqual({ no: 'tryAgain' })
  wire.go()
  for (const visitor of visitors) expect((await say(visitor)).refusal).toBeNull()
})

test('[J1] a commit whose answer never comes is refused for now, and its cause then gets what was stored', {
  timeout: 60_000,
}, async () => {
  const { takeTurn } = door()
  const vera = await visitorIn(database, cast.bot)
  const open = { bot: cast.bot, visitor: vera.id }
  await takeTurn(vera.conversation, 'warm-up', says('Hello'), open)
  wire.stopAfter('commit')
  expect((await takeTurn(vera.conversation, 'the-line', says('Is the Tarn 2 in stock?'), open)).refusal).toEqual({ no: 'tryAgain' })
  wire.go()
  const again = await takeTurn(vera.conversation, 'the-line', says('Is the Tarn 2 in stock?'), open)
  expect(again).toMatchObject({ refusal: null, repeated: true, facts: [{ fact: { type: 'visitorSaid' } }] })
})

test('[R1] an acceptance is refused too, and given when the database answers again', { timeout: 60_000 }, async () => {
  const { takeTurn } = door()
  const vera = await visitorIn(database, cast.bot)
  await takeTurn(vera.conversation, 'ask-person', says('Can I talk to a human?'), { bot: cast.bot, visitor: vera.id })
  wire.stop()
  const accepts = () => takeTurn(vera.conversation, 'accept-it', { type: 'agentAccepts', by: cast.ada })
  expect((await accepts()).refusal).toEqual({ no: 'tryAgain' })
  wire.go()
  expect((await accepts()).refusal).toBeNull()
})
