import { randomUUID } from 'node:crypto'
import { modelUse } from '@baton/contracts/answering.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { saveSettings } from '../answering/settings.ts'
import type { OpenDatabase } from '../db/open.ts'
import { openSecrets } from '../secrets/secrets.ts'
import { freshDatabase } from '../testing/database.ts'
import { type House, openHouse, typesOf } from '../testing/house.ts'
import { type Behaviour, type ModelServer, startModelServer } from '../testing/model-server.ts'
import { createAnswering } from './ask.ts'
import { openModels } from './models.ts'

const text = 'A repair takes nine working days. Our workshop mends zips and seams.'
const first = { text: 'A repair takes nine working days.', citations: [1] }
const says = {
  answerable: 'yes',
  confidence: 0.95,
  citations: [1],
  sentences: [first, { text: 'Our workshop mends zips and seams.', citations: [1] }],
}
const lie = { text: 'It costs 500 euros at https://evil.example.', citations: [1] }
const until = (how: 'hangUp' | 'stall'): Behaviour => ({ says, until: [JSON.stringify(says).indexOf('Our workshop'), how] })

let database: OpenDatabase
let model: ModelServer
let house: House
beforeAll(async () => {
  model = await startModelServer()
  database = await freshDatabase()
  const secrets = openSecrets({ secret: 'a long enough secret', databaseUrl: undefined, dataDir: '/nowhere' })
  const config = { modelUrl: undefined, modelName: undefined, modelKey: undefined }
  // Patience is a test's, the rest is as the server has it.
  const patience = { patience: 1_000, longest: 5_000 }
  const { pool } = database
  const ask = createAnswering({
    pool,
    models: openModels({ pool, config, secrets, clock: Date.now, patience }),
    meaning: null,
    clock: Date.now,
  })
  house = await openHouse({ database, ask })
  const chosen = { provider: 'compatible' as const, url: model.url, name: 'pretend' }
  await saveSettings(database.pool, { model: chosen, use: modelUse.parse({}) }, house.cast.ada.agent, 0)
  const source = randomUUID()
  await database.pool.query(
    "insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'text', 'Repairs', 'ready', now(), now())",
    [source, house.cast.bot],
  )
  await database.pool.query("insert into chunk (id, source, bot, position, title, body) values ($1, $2, $3, 0, 'Repairs', $4)", [
    randomUUID(),
    source,
    house.cast.bot,
    text,
  ])
})
afterAll(async () => {
  await house.stop()
  await model.close()
})

/** What a visitor reads in the end, and whether a person is on the way. */
async function asked(...behaviour: Behaviour[]) {
  model.behave(...behaviour)
  const visitor = await house.visitor()
  await visitor.act({ type: 'say', text: 'How long does a repair take?', page: null })
  const ends = ['botSaid', 'botAsked', 'offered', 'serverSaid', 'promised']
  await visitor.until(() => typesOf(visitor.facts()).find((type) => ends.includes(type ?? '')))
  const facts = visitor.facts().flatMap(({ fact }) => fact ?? [])
  const read = facts.flatMap((fact) => (fact.type === 'botSaid' || fact.type === 'answerCut' ? String(fact.text) : []))
  return { read: read.join(' '), person: facts.some(({ type }) => type === 'offered' || type === 'serverSaid' || type === 'promised') }
}

it.each<[string, ...Behaviour[]]>([
  ['streams', { says, pieces: 40 }],
  ['is busy once', { status: 429, headers: { 'retry-after': '1' } }, { says }],
  ['fails once', { status: 503 }, { says }],
  ['hangs up once', { does: 'hangUp' }, { says }],
  ['breaks off in its header once', { does: 'hangUpInside' }, { says }],
])('[H7] a visitor has an answer of a model that %s', async (_name, ...behaviour) => {
  expect(await asked(...behaviour)).toEqual({ read: text, person: false })
})

it.each<[string, string, ...Behaviour[]]>([
  ['stalls', '', { does: 'stall' }],
  ['stalls in its header', '', { does: 'stallInside' }],
  ['stalls in its answer', first.text, until('stall')],
  ['breaks off in its answer', first.text, until('hangUp')],
  ['lies after a true sentence', first.text, { says: { ...says, sentences: [first, lie] } }],
  ['lies at once', '', { says: { ...says, sentences: [lie, first] } }],
  ['is busy for long', '', { status: 429, headers: { 'retry-after': '600' } }],
  ['is down', '', { status: 500 }],
  ['refuses the key', '', { status: 401 }],
  ['says garbage', '', { says: 'Nine days, I would guess.' }],
  ['says nothing', '', { says: '' }],
  ['never ends', '', { does: 'neverEnds' }],
  ['does not know', '', { says: { ...says, answerable: 'no', sentences: [] } }],
])('[H7] a visitor of a model that %s is told so by a person’s name or an offer, never by silence', async (_name, read, ...behaviour) => {
  expect(await asked(...behaviour)).toEqual({ read, person: true })
})
