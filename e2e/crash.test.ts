import { api } from '@baton/contracts/api.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import type { Browser } from 'playwright-core'
import { afterEach, beforeEach, expect } from 'vitest'
import { type Agent, agent } from './testing/agent.ts'
import { openPerson, type Person } from './testing/browser.ts'
import { type ServerProcess, startProcess } from './testing/process.ts'
import { openSite, type Site, snippetOf } from './testing/site.ts'
import { test } from './testing/story.ts'
import { type Visitor, visitor } from './testing/visitor.ts'

let server: ServerProcess
let site: Site | undefined
beforeEach(async () => {
  server = await startProcess()
})
afterEach(async () => {
  await site?.close()
  await server.stop()
})

test('[H5][S1][J1] kill -9 of the server in mid-conversation: nothing is lost, nothing is doubled', async ({ browser }) => {
  const { ada, vera, facts } = await conversation(browser)
  await vera.say('Before')
  await ada.readsOnce('Before')
  const dying = server.kill()
  await vera.say('While it dies')
  await dying
  await vera.panel.getByText('No connection').waitFor()
  await ada.page.getByText('No connection').waitFor()
  await vera.say('While it is dead')
  await ada.reply('Written while it was dead')

  await server.start()
  await vera.hearsOnce('Written while it was dead')
  for (const line of ['Before', 'While it dies', 'While it is dead', 'Written while it was dead']) {
    await ada.readsOnce(line)
    await vera.hearsOnce(line)
  }
  expect(saidIn(await facts(), 'visitorSaid')).toEqual(['Before', 'While it dies', 'While it is dead'])
  expect(saidIn(await facts(), 'agentSaid')).toEqual(['Here I am.', 'Written while it was dead'])
})

test('[H5][J1] the database is killed alone: the same server goes on, and nothing is lost or doubled', async ({ browser }) => {
  const { ada, vera, facts } = await conversation(browser)
  const before = server.pid()
  server.killDatabase()
  await vera.say('While there is no database')
  await ada.reply('Here neither')
  await ada.readsOnce('While there is no database')
  await vera.hearsOnce('Here neither')
  await vera.say('And after')
  await ada.readsOnce('And after')
  expect(saidIn(await facts(), 'visitorSaid')).toEqual(['While there is no database', 'And after'])
  expect(saidIn(await facts(), 'agentSaid')).toEqual(['Here I am.', 'Here neither'])
  expect(server.pid()).toBe(before)
})

type Scene = { ada: Agent & Person; vera: Visitor & Person; facts: () => Promise<Numbered[]> }

/** Ada, the owner since a moment ago, talks with a visitor. */
async function conversation(browser: Browser): Promise<Scene> {
  const { cookie, bot } = await setUp(server)
  site = await openSite({ baton: server.url, snippet: snippetOf(server.url, bot) })
  const [atInbox, atShop] = [await openPerson(browser), await openPerson(browser)]
  const [name, value] = cookie.split('=') as [string, string]
  await atInbox.context.addCookies([{ name, value, url: server.url }])
  await atInbox.page.goto(`${server.url}/inbox`)
  await atShop.page.goto(site.url)
  const [ada, vera] = [agent(atInbox.page), visitor(atShop.page)]
  await ada.isConnected()
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await ada.reply('Here I am.')
  await vera.hearsOnce('Here I am.')
  const id = new URL(ada.page.url()).pathname.split('/').at(-1) ?? ''
  const facts = async () => (await call(api.facts.path.replace(':id', id), { cookie })).json()
  return { ada: { ...atInbox, ...ada }, vera: { ...atShop, ...vera }, facts }
}

function saidIn(facts: Numbered[], type: 'visitorSaid' | 'agentSaid'): string[] {
  return facts.flatMap(({ fact }) => (fact.type === type ? [fact.text] : []))
}

async function setUp({ printed }: ServerProcess): Promise<{ cookie: string; bot: string }> {
  const [, token] = await printed(/\/setup#([\w-]+)/)
  const owner = { name: 'Ada Okafor', email: 'ada@fernweh.example', password: 'a long enough password' }
  const answer = await call(api.setup.path, { body: { token, company: 'Fernweh Outdoor', bot: 'Fern', ...owner } })
  const { bots } = await answer.json()
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', bot: bots[0].id }
}

function call(path: string, { body, cookie }: { body?: object; cookie?: string }): Promise<Response> {
  const headers = { origin: server.url, ...(cookie && { cookie }), ...(body && { 'content-type': 'application/json' }) }
  return fetch(server.url + path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
}
