import { afterAll, beforeAll, expect } from 'vitest'
import { openPerson } from './testing/browser.ts'
import { type Demo, openDemo } from './testing/demo.ts'
import { test } from './testing/story.ts'
import { visitor } from './testing/visitor.ts'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
})
afterAll(() => demo.stop())

test('the demo as printed: log in, read about Vera, be asked from the shop page, and answer', async ({ browser }) => {
  const ada = await demo.login(browser, 'ada')
  await ada.list('Mine')
  await ada.open('Vera Lindholm')
  await ada.reads('I got tree sap on the fly-sheet')
  await ada.reads(/Held back, Vera never saw this/)
  await ada.briefing.getByRole('region', { name: 'Earlier episodes' }).getByText('Has my tent shipped?').waitFor()
  await ada.list('Needs a person')
  await ada.row('Lucía Ferreira').waitFor()

  const atShop = await openPerson(browser)
  const guest = visitor(atShop.page)
  await atShop.page.goto(`${demo.url}/demo`)
  await guest.openChat()
  await guest.say('How long does delivery take?')
  await guest.hears('Two to four working days within Germany and Austria')
  await guest.say('Can your workshop dye my tent violet?')
  await guest.hears('I’m connecting you with a team member now')
  await ada.row(/dye my tent/).click()
  await ada.accept()
  await ada.reply('We can’t, but moss suits it.')
  await guest.hearsOnce('We can’t, but moss suits it.')
  expect([...ada.complaints, ...atShop.complaints]).toEqual([])
  await Promise.all([ada.context.close(), atShop.context.close()])
})
