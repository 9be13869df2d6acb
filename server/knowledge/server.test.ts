import { api } from '@baton/contracts/api.ts'
import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { silence } from '../log.ts'
import { startServer } from '../main.ts'
import { root } from '../root.ts'
import { setUpServer, testServer } from '../testing/server.ts'
import { startSite } from './testing/site.ts'

it('a website is read by the server’s own jobs, and answers from it at once', async () => {
  const page = { title: 'Returns', main: '<p>You may send everything back within forty days, with the form that lies in the box.</p>' }
  const site = await startSite(new Map([['/', page]]))
  const read = readConfig([], { PORT: '0', DATA_DIR: root, ALLOW_PRIVATE: `127.0.0.1:${site.port}` })
  if (!read.ok) throw new Error(read.message)
  const first = await testServer()
  const { cookie, bot } = await setUpServer(first)
  await first.server.stop()
  const server = await startServer(read.config, { log: silence, database: first.database, say: () => {} })
  const headers = { origin: server.url, cookie, 'content-type': 'application/json' }
  const call = async (method: string, path: string, body?: object) =>
    (await fetch(server.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })).json()
  const settings = { schedule: { every: 'day', hour: 3, zone: 'Europe/Berlin' } }
  let source: SourceItem = await call('POST', api.addSource.path.replace(':id', bot), { kind: 'website', url: site.url, settings })
  expect(source).toMatchObject({ kind: 'website', status: 'working', settings: { pages: 500, depth: 5 } })
  while (source.status === 'working') source = (await call('GET', `/v1/sources/${source.id}`)).source
  expect(source).toMatchObject({ status: 'ready', chunks: 1, pages: { read: 1 }, changes: { added: 1 }, nextAt: expect.any(Number) })
  expect(await call('GET', `/v1/sources/${source.id}/pages?status=read`)).toMatchObject({
    pages: [{ url: `${site.url}/`, status: 'read', change: 'added' }],
  })
  const asked = await call('GET', `/v1/sources/${source.id}/passages?question=${encodeURIComponent('how long can I send something back')}`)
  expect(asked.passages[0]).toMatchObject({ text: expect.stringContaining('forty days') })
  const { rows } = await first.database.pool.query('select key, kind from job order by kind')
  expect(rows).toEqual(
    expect.arrayContaining([
      { key: `sync:${source.id}`, kind: 'sync' },
      { key: 'sweepChunks', kind: 'sweepChunks' },
    ]),
  )
  await server.stop()
  await first.database.close()
  await site.close()
})
