import { type Page, startSite, type TestSite } from '@baton/server/knowledge/testing/site.ts'
import type { Page as BrowserPage } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './testing/story.ts'
import { counts } from './testing/visitor.ts'

const pages = (): Map<string, Page> =>
  new Map<string, Page>([
    [
      '/',
      {
        title: 'Fernweh Outdoor',
        main: '<p>Tents, packs and boots for people who are away for long.</p>',
        links: ['/repairs', '/private/staff'],
      },
    ],
    [
      '/repairs',
      {
        title: 'Repairs',
        main: '<h2>How long does a repair take?</h2><p>Our workshop mends zips and seams within nine working days.</p>',
      },
    ],
    ['/private/staff', { title: 'Staff', main: '<p>The code of the door to the stock room is kept by the manager.</p>' }],
  ])

const csv = [
  'question,answer,category',
  '"Do you ship to Switzerland?',
  'Swiss delivery","Yes, in 3 to 5 days, customs included.",Delivery',
  'Is there a student discount?,"Ten percent with a valid card, in the shop only.",Prices',
  'Can I rent a tent?,,Rental',
].join('\n')

test('a website is read while somebody watches, a CSV is imported, and the bot knows both', async ({ open }) => {
  const site = await startSite(pages())
  const stage = await open({ env: { ALLOW_PRIVATE: `127.0.0.1:${site.port}` } })
  const { page } = await stage.agent('ada')
  await page.getByRole('link', { name: 'Knowledge' }).click()
  await addWebsite(page, site)
  await readAgain(page, site)

  await page.getByRole('link', { name: 'All knowledge' }).click()
  await importCsv(page)
  await editInPlace(page)

  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('is there a student discount')
  await vera.hears('Fifteen percent with a valid card, in the shop only.')
  await vera.say('How long does a repair take?')
  await vera.hears(/within seven working days/)
  await site.close()
})

async function addWebsite(page: BrowserPage, site: TestSite): Promise<void> {
  await page.getByRole('button', { name: 'Add knowledge' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address of the website').fill(site.url)
  await dialog.getByLabel('Skip these paths').fill('private')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await dialog.getByText('“private” is not a path').waitFor()
  await dialog.getByLabel('Skip these paths').fill('/private/*')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()

  await page.getByText('Ready').waitFor()
  await page.getByText('Last sync: 2 new.').waitFor()
  await page.getByRole('link', { name: 'Repairs', exact: true }).waitFor()
  expect(site.asked).not.toContain('/private/staff')
}

async function readAgain(page: BrowserPage, site: TestSite): Promise<void> {
  site.put('/repairs', {
    title: 'Repairs',
    main: '<h2>How long does a repair take?</h2><p>Our workshop mends zips and seams within seven working days.</p>',
  })
  await page.getByRole('button', { name: 'Read again now' }).click()
  await page.getByText('Last sync: 1 changed.').waitFor()
  const row = page.getByRole('row').filter({ hasText: 'Repairs' })
  await row.getByText('Changed').waitFor()
  await row.getByRole('link', { name: /piece/ }).click()
  await page.getByText('within seven working days').waitFor()

  await page.getByRole('link', { name: 'Ask this source' }).click()
  await page.getByLabel('A question, as a visitor would ask it').fill('How long does a repair take?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByText('within seven working days').waitFor()

  await page.getByRole('link', { name: 'Sync settings' }).click()
  await page.getByLabel('Read again', { exact: true }).selectOption('every week')
  await page.getByLabel('Hour').selectOption('06:00')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(/^The next sync is due/).waitFor()
}

async function importCsv(page: BrowserPage): Promise<void> {
  await page.getByRole('button', { name: 'Add knowledge' }).click()
  await page.getByText('Questions and answers', { exact: true }).click()
  await page.getByRole('button', { name: 'Import a CSV file instead' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import questions and answers' })
  await dialog.getByLabel('CSV file').setInputFiles({ name: 'faq.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await dialog.getByText('2 good rows, 1 row with a problem').waitFor()
  await dialog.getByText('The answer is missing.').waitFor()
  await dialog.getByRole('button', { name: 'Import 2 pairs' }).click()
  await page.getByRole('heading', { name: 'Do you ship to Switzerland?' }).waitFor()
  await page.getByText('1 more way to ask').waitFor()
}

async function editInPlace(page: BrowserPage): Promise<void> {
  await page.getByRole('button', { name: 'Edit “Is there a student discount?”' }).click()
  await page.getByLabel('Answer', { exact: true }).fill('Fifteen percent with a valid card, in the shop only.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Fifteen percent').waitFor()
}

test('a file is read and replaced, pairs are removed together, and a source is searched, renamed and forgotten', async ({ open }) => {
  const stage = await open()
  const { page } = await stage.agent('ada')
  await page.getByRole('link', { name: 'Knowledge' }).click()
  await page.getByRole('button', { name: 'Add knowledge' }).click()
  await page.getByText('File', { exact: true }).click()
  const picture = { name: 'boots.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }
  await page.getByLabel('Choose files').setInputFiles([fileOf('The glue for soles needs forty hours to set.'), picture])
  await page.getByText('Pictures, sound and video hold no text').waitFor()
  await page.getByText('Added, 1 piece').waitFor()
  await page.getByRole('link', { name: 'Open', exact: true }).click()
  await page.getByText('needs forty hours to set').waitFor()
  await page.getByRole('button', { name: 'Replace the file' }).click()
  await page.getByLabel('Choose files').setInputFiles([fileOf('The glue for soles needs fifty hours to set.')])
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText('needs fifty hours to set').waitFor()
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByLabel('Name of this source').fill('Workshop notes')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { name: 'Workshop notes' }).waitFor()

  await page.getByRole('link', { name: 'All knowledge' }).click()
  await importCsv(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  expect((await download).suggestedFilename()).toBe('Questions-and-answers.csv')
  await page.getByLabel('Choose all that are shown').check()
  await page.getByText('2 chosen').waitFor()
  await page.getByRole('button', { name: 'Remove', exact: true }).last().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('No question yet.').waitFor()

  await page.getByRole('link', { name: 'All knowledge' }).click()
  await page.getByLabel('Search in the knowledge').fill('glue sole')
  await page.getByRole('link', { name: 'Workshop notes' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('link', { name: 'Questions and answers' }).waitFor()
  await counts(page.getByText('Workshop notes'), 0)
})

const fileOf = (text: string) => ({ name: 'workshop.md', mimeType: 'text/markdown', buffer: Buffer.from(`# Soles\n\n${text}\n`) })

test('an API key is shown once, has one address read again, and ends at once when revoked', async ({ open }) => {
  const site = await startSite(pages())
  const stage = await open({ env: { ALLOW_PRIVATE: `127.0.0.1:${site.port}` } })
  const { page } = await stage.agent('ada')
  await page.goto(`${stage.wires.agents.url}/knowledge`)
  await addWebsite(page, site)

  await page.goto(`${stage.wires.agents.url}/settings/keys`)
  await page.getByText('No API key yet').waitFor()
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByLabel('What is it for?').fill('Shop system')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const token = await page.getByLabel('API key', { exact: true }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()

  const published = () =>
    fetch(`${stage.house.url}/v1/sync`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ source_type: 'url', url: `${site.url}/repairs`, action: 'reindex' }),
    })
  expect(await (await published()).json()).toMatchObject({ results: [{ result: 'unchanged' }] })
  await page.reload()
  const row = page.getByRole('row').filter({ hasText: 'Shop system' })
  await row.getByText('never').waitFor({ state: 'detached' })
  await row.getByRole('button', { name: 'Revoke Shop system' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByText('No API key yet').waitFor()
  expect((await published()).status).toBe(401)
  await site.close()
})
