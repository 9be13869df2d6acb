import { expect } from 'vitest'
import { agent } from './testing/agent.ts'
import { openPerson } from './testing/browser.ts'
import { allHaveBegun, goTo, save } from './testing/staff.ts'
import { test } from './testing/story.ts'

test('an invitation: the link is shown once, the new colleague logs in with it, and it works no second time', async ({ open, browser }) => {
  const stage = await open()
  const ada = await stage.agent('ada')
  await goTo(ada.page, '/settings/team')
  await ada.page.getByRole('button', { name: 'Invite' }).click()
  const dialog = ada.page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Cem Yıldız')
  await dialog.getByLabel('E-mail').fill('cem@fernweh.example')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = await dialog.getByLabel('Invitation link').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  const row = ada.page.getByRole('row').filter({ hasText: 'Cem Yıldız' })
  await row.getByText(/^Invited, the link works/).waitFor()

  const cem = await openPerson(browser)
  const address = new URL(link)
  const here = new URL(`${address.pathname}${address.hash}`, stage.wires.agents.url).href
  await cem.page.goto(here)
  await cem.page.getByLabel('New password').fill('correct horse battery')
  await cem.page.getByRole('button', { name: 'Begin' }).click()
  await agent(cem.page).isConnected()
  await ada.page.reload()
  await row.getByText('Online').waitFor()

  const again = await openPerson(browser)
  await again.page.goto(here)
  await again.page.getByLabel('New password').fill('correct horse battery')
  await again.page.getByRole('button', { name: 'Begin' }).click()
  await again.page.getByText('This link has been used or has expired').waitFor()
  await Promise.all([cem.context.close(), again.context.close()])
})

test('handed on with a note: it waits until the colleague accepts, who reads the note; the visitor never does', async ({ open }) => {
  const stage = await open()
  await allHaveBegun(stage)
  const [ada, bo, vera] = [await stage.agent('ada'), await stage.agent('bo'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await vera.isWith('Ada Okafor')

  await ada.page.getByRole('button', { name: 'Hand back to bot' }).waitFor()
  await ada.page.keyboard.press('m')
  const dialog = ada.page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /^Bo Lindqvist/ }).check()
  await dialog.getByRole('textbox').fill('Needs your key to the store.')
  await dialog.getByRole('button', { name: 'Hand on' }).click()
  await dialog.waitFor({ state: 'detached' })
  await bo.list('Needs a person')
  await bo.open()
  await bo.page.getByText('Needs your key to the store.').first().waitFor()
  await bo.accept()
  await vera.isWith('Bo Lindqvist')
  await bo.reply('Bo here, I have the key.')
  await vera.hearsOnce('Bo here, I have the key.')
  await vera.neverHeard('Needs your key')
})

test('the ladder is edited, drawn, kept and tried out; a team of its own is a fallback, and a cycle is refused where it is chosen', async ({
  open,
}) => {
  const stage = await open()
  await allHaveBegun(stage)
  const { page } = await stage.agent('ada')
  await goTo(page, '/settings/team')
  await page.getByRole('button', { name: 'Add a team' }).click()
  await page.getByRole('dialog').getByLabel('Name of the team').fill('Store')
  await page.getByRole('button', { name: 'Add the team' }).click()
  await page.getByRole('heading', { name: 'Store' }).waitFor()
  await page.getByRole('checkbox', { name: 'Bo Lindqvist' }).check()
  await page.getByLabel('Fallback team').selectOption({ label: 'Support' })
  await save(page)

  await page.getByRole('link', { name: 'Team' }).first().click()
  await page.getByRole('link', { name: 'Support' }).click()
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByLabel('Step 1: who is rung').selectOption('everybody')
  await page.getByLabel('Step 1: for how many seconds').fill('60')
  await page.getByLabel('Step 2: who is rung').selectOption('fallback')
  await page.getByText('A step rings the fallback team, but none is chosen.').waitFor()
  await save(page)
  await page.reload()
  expect(await page.getByLabel('Step 1: for how many seconds').inputValue()).toBe('60')
  expect(await page.getByLabel('Step 2: who is rung').inputValue()).toBe('fallback')
  await page.getByRole('figure').getByText('The fallback team').waitFor()

  const whatIf = page.getByRole('region', { name: 'What if' })
  await whatIf
    .getByText(/are rung until/)
    .first()
    .waitFor()
  await whatIf.getByLabel('and Ada Okafor is').selectOption('busy')
  await whatIf
    .getByText(/Ada Okafor is busy/)
    .first()
    .waitFor()
  await whatIf
    .getByText(/is promised an answer by/)
    .first()
    .waitFor()

  await page.getByLabel('Fallback team').selectOption({ label: 'Store' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page
    .getByText(/Support.*Store.*Support/)
    .first()
    .waitFor()
})
