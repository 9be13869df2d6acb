import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { inDatabase, onServer } from '../testing/global-setup.ts'
import { migrate, readMigrations } from './migrate.ts'

it('0003 gives pairs and texts that were there already what editing them needs', async () => {
  const { server, template } = inject('testServer')
  const name = `${template}_m${Date.now()}`
  await onServer(server, `create database ${name}`)
  const connection = inDatabase(server, name)
  await migrate(connection, readMigrations(), 2)
  const client = new pg.Client(connection)
  await client.connect()
  const [bot, pairs, text] = [randomUUID(), randomUUID(), randomUUID()]
  await client.query("insert into bot (id, name, brand, created_at) values ($1, 'Fern', '#3b5bdb', now())", [bot])
  for (const [id, kind] of [
    [pairs, 'pairs'],
    [text, 'text'],
  ]) {
    await client.query(
      "insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, $3, 'S', 'ready', now(), now())",
      [id, bot, kind],
    )
  }
  const chunk = 'insert into chunk (id, source, bot, position, title, heading, question, body) values ($1, $2, $3, $4, $5, $6, $7, $8)'
  await client.query(chunk, [randomUUID(), pairs, bot, 0, 'How?', [], 'How?\nIn what way?', 'So.'])
  await client.query(chunk, [randomUUID(), text, bot, 0, 'S', [], null, 'Before.'])
  await client.query(chunk, [randomUUID(), text, bot, 1, 'S › Costs', ['Costs'], null, 'Free.'])
  await migrate(connection)
  const pair = await client.query('select pair.question, answer, chunk.body from pair join chunk on chunk.pair = pair.id')
  expect(pair.rows).toEqual([{ question: 'How?\nIn what way?', answer: 'So.', body: 'So.' }])
  expect((await client.query('select body from source where id = $1', [text])).rows).toEqual([{ body: 'Before.\n\n## Costs\nFree.' }])
  expect((await client.query('select from known_chunk where bot = $1', [bot])).rowCount).toBe(3)
  await client.end()
  await onServer(server, `drop database ${name} with (force)`)
})
