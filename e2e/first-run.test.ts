import { testServer } from '@baton/server/testing/server.ts'
import { expect } from 'vitest'
import { agent } from './testing/agent.ts'
import { openPerson } from './testing/browser.ts'
import { openSite } from './testing/site.ts'
import { test } from './testing/story.ts'
import { visitor } from './testing/visitor.ts'

test('the first run: from the printed link through each step to an answer, a handover and a colleague', async ({ browser }) => {
  const fresh = await testServer()
  const link = fresh.server.setupLink ?? ''
  const { page, context, complaints } = await openPerson(browser)
  const field = (name: string) => page.getByLabel(name, { exact: true })
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await page.goto(link)
  await press('Next')
  await page.getByText('Give your name.').waitFor()
  await page.getByText('Use at least 10 characters.').waitFor()
  await field('Your name').fill('Ada Okafor')
  await field('E-mail').fill('ada@fernweh.example')
  await field('Password').fill('short')
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
  await page.reload() // halfway through: the step is still there
  await press('Next')

  const snippet = await field('Snippet').inputValue()
  const shop = visitor(page.frameLocator('iframe') as unknown as typeof page)
  await shop.openChat()
  await shop.say('how long can I return something')
  await shop.hears('60 days from delivery.')
  await page.getByRole('link', { name: 'Go to the inbox' }).click()

  const customer = await openPerson(browser)
  const site = await openSite({ baton: fresh.server.url, snippet })
  await customer.page.goto(site.url)
  const vera = visitor(customer.page)
  await vera.openChat()
  await vera.talkToPerson()
  await vera.hears('I’m connecting you with a team member now')
  const ada = agent(page)
  await ada.list('Needs a person')
  await ada.open()
  await ada.accept()
  await ada.reply('Hello, this is Ada.')
  await vera.hearsOnce('Hello, this is Ada.')

  await page.goto(`${fresh.server.url}/settings/team`)
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Bo Lindqvist')
  await dialog.getByLabel('E-mail').fill('bo@fernweh.example')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const invitation = await dialog.getByLabel('Invitation link').inputValue()
  const colleague = await openPerson(browser)
  await colleague.page.goto(invitation)
  await colleague.page.getByLabel('New password').fill('bo has a long password')
  await colleague.page.getByRole('button', { name: 'Begin' }).click()
  await agent(colleague.page).list('All')
  await agent(colleague.page).open('Hello, this is Ada.')
  await agent(colleague.page).reads('Hello, this is Ada.')

  await colleague.page.goto(link) // used up
  await colleague.page.getByText('This Baton is set up').waitFor()
  expect([...complaints, ...customer.complaints, ...colleague.complaints]).toEqual([])
  await Promise.all([context.close(), customer.context.close(), colleague.context.close()])
  await site.close()
  await fresh.close()
})
