import { testServer } from '@baton/server/testing/server.ts'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { agent } from './testing/agent.ts'
import { openPerson } from './testing/browser.ts'
import { openSite } from './testing/site.ts'
import { test } from './testing/story.ts'
import { visitor } from './testing/visitor.ts'

test('the first run: from the printed link through each step to an answer, a handover and a colleague', async ({ browser }) => {
  const fresh = await testServer()
  const { url, setupLink } = fresh.server
  const [owner, customer, colleague] = [await openPerson(browser), await openPerson(browser), await openPerson(browser)]
  const [ada, vera, bo] = [agent(owner.page), visitor(customer.page), agent(colleague.page)]

  const snippet = await setUp(owner.page, setupLink ?? '')
  await tryIt(owner.page)
  await owner.page.getByRole('link', { name: 'Go to the inbox' }).click()

  const site = await openSite({ baton: url, snippet })
  await customer.page.goto(site.url)
  await vera.openChat()
  await vera.talkToPerson()
  await vera.hears('I’m connecting you with a team member now')
  await ada.list('Needs a person')
  await ada.open()
  await ada.accept()
  await ada.reply('Hello, this is Ada.')
  await vera.hearsOnce('Hello, this is Ada.')

  await colleague.page.goto(await invite(owner.page, url))
  await colleague.page.getByLabel('New password').fill('bo has a long password')
  await colleague.page.getByRole('button', { name: 'Begin' }).click()
  await bo.list('All')
  await bo.open('Hello, this is Ada.')
  await bo.reads('Hello, this is Ada.')
  await colleague.page.goto(setupLink ?? '')
  await colleague.page.getByText('This Baton is set up').waitFor()

  const people = [owner, customer, colleague]
  expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  await Promise.all(people.map(({ context }) => context.close()))
  await site.close()
  await fresh.close()
})

/** Each step, with its errors, back and a reload between. Returns the line to copy. */
async function setUp(page: Page, link: string): Promise<string> {
  const field = (name: string) => page.getByLabel(name, { exact: true })
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await page.goto(link)
  await press('Next')
  await page.getByText('Give your name.').waitFor()
  await page.getByText('Use at least 10 characters.').waitFor()
  await field('Your name').fill('Ada Okafor')
  await field('E-mail').fill('ada@fernweh.example')
  await field('Password').fill('ada has a long password')
  await press('Next')
  await field('Company').fill('Fernweh Outdoor')
  await press('Back')
  await press('Next')
  expect(await field('Company').inputValue()).toBe('Fernweh Outdoor')
  await field('Name of the bot').fill('Fern')
  await press('Create')
  await page.getByText('Questions and answers', { exact: true }).first().click()
  await page.getByRole('textbox', { name: 'Questions and answers' }).fill('How long can I return something?\n60 days from delivery.')
  await press('Add')
  await page.getByText(/“Questions and answers”: 1 piece/).waitFor()
  await page.reload()
  await press('Next')
  return field('Snippet').inputValue()
}

/** The widget on the stand-in for a website, inside the last step. */
async function tryIt(page: Page): Promise<void> {
  const guest = visitor(page.frameLocator('iframe'))
  await guest.openChat()
  await guest.say('how long can I return something')
  await guest.hears('60 days from delivery.')
}

async function invite(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/settings/team`)
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Bo Lindqvist')
  await dialog.getByLabel('E-mail').fill('bo@fernweh.example')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  return dialog.getByLabel('Invitation link').inputValue()
}
