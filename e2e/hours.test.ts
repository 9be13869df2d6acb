import { allHaveBegun, goTo, save } from './testing/staff.ts'
import { test } from './testing/story.ts'

test('[A1][A2] a holiday: the team is closed on it, the widget says so, and who asks for a person is promised an answer', async ({
  open,
}) => {
  const stage = await open()
  await allHaveBegun(stage)
  const [{ page }, vera] = [await stage.agent('ada'), await stage.visitor()]
  await goTo(page, `/settings/team/${stage.house.cast.team}`)
  await page.getByRole('radio', { name: 'At set hours' }).check()
  await page.getByLabel('Time zone').fill('Europe/Atlantis')
  await page.getByText('There is no such time zone.').waitFor()
  await page.getByLabel('Time zone').fill('UTC')
  await page.getByRole('button', { name: 'Add a day' }).click()
  const today = new Date().toISOString().slice(0, 10)
  await page.getByLabel('Day', { exact: true }).fill(today)
  await page.getByLabel('Name', { exact: true }).fill('Company outing')
  await save(page)
  await page.getByText(/^Closed, opens/).waitFor()

  await vera.openChat()
  await vera.panel.locator('.presence.away').waitFor()
  await vera.talkToPerson()
  await vera.hears('Nobody from our team is here right now')
})

test('hours that can’t be are told where they are typed, and are not saved', async ({ open }) => {
  const stage = await open()
  const { page } = await stage.agent('ada')
  await goTo(page, `/settings/team/${stage.house.cast.team}`)
  await page.getByRole('radio', { name: 'At set hours' }).check()
  await page.getByRole('button', { name: /^Change the hours of Monday/ }).click()
  await page.getByRole('button', { name: 'Add a break' }).click()
  const from = page.getByLabel('Monday: From')
  await from.nth(1).fill('11')
  await from.nth(1).press('Tab')
  await page.getByText('11:00–17:00 overlaps 09:00–12:00').first().waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: 'overlaps' }).first().waitFor()
  await from.nth(1).fill('12:30')
  await page.getByLabel('Monday: To').nth(1).fill('24')
  await page.getByLabel('Monday: To').nth(1).press('Tab')
  await save(page)
  await page.reload()
  await page.getByRole('button', { name: 'Change the hours of Monday: 09:00 – 12:00, 12:30 – 24:00' }).waitFor()
})
