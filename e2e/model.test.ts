import { randomUUID } from 'node:crypto'
import { type ModelServer, startModelServer } from '@baton/server/testing/model-server.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { barriers } from './testing/axe.ts'
import type { Stage } from './testing/stage.ts'
import { test } from './testing/story.ts'

const answer = {
  answerable: 'yes',
  confidence: 0.95,
  citations: [1],
  sentences: [
    { text: 'Our workshop mends zips and seams.', citations: [1] },
    { text: 'A repair takes nine working days.', citations: [1] },
  ],
}
const opening = {
  answerable: 'yes',
  confidence: 0.9,
  citations: [1],
  sentences: [{ text: 'From Monday to Saturday, 10 to 18.', citations: [1] }],
}
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let model: ModelServer
beforeAll(async () => {
  model = await startModelServer()
})
afterAll(() => model.close())

test('a model is chosen, tried and saved; the next answer is written by it, cited, and counted', async ({ open }) => {
  const stage = await open({ env: { BATON_SECRET: 'a long enough secret' } })
  await teach(stage)
  const { page } = await stage.agent('ada')
  await chooseModel(page)

  model.behave({ says: answer, pieces: 30, wait: 20 })
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('How long does a repair take?')
  await vera.hears(/Our workshop mends zips and seams\./)
  await vera.hearsOnce(/Our workshop mends zips and seams\. A repair takes nine working days\./)
  await vera.hears('Repairs')
  const told = model.requests[0]?.messages
  expect(told?.[0]?.content).toContain('Fern, a customer service bot of Fernweh Outdoor')
  expect(model.keys).toEqual(['sk-e2e-000000001'])

  await page.reload()
  await page.getByRole('row', { name: /^All/ }).getByRole('cell', { name: '1', exact: true }).waitFor()
  expect(await page.content()).not.toContain('sk-e2e-000000001')
})

test('a sentence that no source carries is never shown, and a person is near', async ({ open }) => {
  const stage = await open({ env: { MODEL_URL: model.url, MODEL_NAME: 'pretend' } })
  await teach(stage)
  const sentences = [answer.sentences[0], { text: 'It costs 500 euros: pay at https://evil.example/pay.', citations: [1] }]
  model.behave({ says: { ...answer, sentences }, pieces: 30, wait: 5 })
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('How long does a repair take?')
  await vera.hearsOnce(/Our workshop mends zips and seams\./)
  await vera.panel.getByText(/team/i).first().waitFor()
  await vera.neverHeard(/evil\.example/)
})

test('the bot’s persona: a picture, words about itself, and the language of its greetings', async ({ open }) => {
  const stage = await open({ env: { BATON_SECRET: 'a long enough secret' } })
  const { page } = await stage.agent('ada')
  await page.goto(`${stage.wires.agents.url}/settings/persona`)
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'fern.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
  await page.getByText('it is no PNG, JPEG or WebP').waitFor()
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'fern.png', mimeType: 'image/png', buffer: picture })
  await page.getByRole('button', { name: 'Remove' }).waitFor()
  await page.getByLabel('About itself').fill('I know every trail.')
  await page.getByLabel('Language').selectOption('de')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').first().waitFor()
  expect(await barriers(page)).toEqual([])

  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('hello')
  await vera.hears(/^Hallo, ich bin Fern, ein Bot von Fernweh Outdoor/)
})

async function chooseModel(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Answers', exact: true }).click()
  await page.getByRole('radio', { name: /^Another/ }).check()
  await page.getByLabel('Name of the model').fill('pretend')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Give the address of the model').waitFor()
  await page.getByLabel('Address').fill(model.url)
  await page.getByLabel('Key', { exact: true }).fill('sk-e2e-000000001')

  model.behave({ status: 401 }, { says: opening })
  await page.getByRole('button', { name: 'Test' }).click()
  await page.getByText('The key was refused (401).').waitFor()
  await page.getByRole('button', { name: 'Test' }).click()
  await page.getByText(/^It works: an answer in/).waitFor()
  await page.getByRole('radio', { name: 'Tokens' }).check()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Stored: …0001. Leave this empty to keep it.').waitFor()
}

async function teach({ house: { database, cast } }: Stage): Promise<void> {
  const source = randomUUID()
  await database.pool.query(
    "insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'text', 'Repairs', 'ready', now(), now())",
    [source, cast.bot],
  )
  await database.pool.query("insert into chunk (id, source, bot, position, title, body) values ($1, $2, $3, 0, 'Repairs', $4)", [
    randomUUID(),
    source,
    cast.bot,
    'How long does a repair take? Our workshop mends zips and seams. A repair takes nine working days.',
  ])
}
