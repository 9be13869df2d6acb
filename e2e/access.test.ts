import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { barriers } from './testing/axe.ts'
import { openPerson } from './testing/browser.ts'
import { type Demo, openDemo } from './testing/demo.ts'
import { test } from './testing/story.ts'
import { visitor } from './testing/visitor.ts'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
})
afterAll(() => demo.stop())

test('what looks for barriers finds them, also in a shadow', async ({ browser }) => {
  const { page, context } = await openPerson(browser)
  await page.setContent('<main lang="en"><h1>Shop</h1><baton-chat></baton-chat></main>')
  await page.evaluate(() => {
    const root = document.querySelector('baton-chat')?.attachShadow({ mode: 'open' })
    root?.append(document.createElement('input'))
  })
  expect((await widgetBarriers(page)).join()).toContain('label: ')
  await context.close()
})

const looks = [
  ['light', { colorScheme: 'light' }],
  ['dark, on a phone', { colorScheme: 'dark', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
] as const

for (const [name, look] of looks) {
  test(`nothing stands in anybody’s way in the widget: ${name}`, async ({ browser }) => {
    const { page, context } = await openPerson(browser, look)
    await page.goto(`${demo.url}/demo`)
    const guest = visitor(page)
    const found: Record<string, string[]> = {}
    const check = async (screen: string) => {
      found[screen] = await widgetBarriers(page)
    }
    await guest.launcher.waitFor()
    await check('closed')
    await guest.openChat()
    await check('greeting')
    await guest.say('How long does delivery take?')
    await guest.hears('Two to four working days')
    await check('an answer')
    await guest.panel.getByRole('button', { name: 'Menu' }).click()
    await guest.panel.getByRole('menu').waitFor()
    await check('menu')
    await guest.panel.getByRole('menuitem', { name: /^Talk to a person/ }).click()
    await guest.hears('Nobody from our team is here right now')
    await check('a promise')
    const ada = await demo.login(browser, 'ada')
    await ada.becomes('Online')
    await guest.talkToPerson()
    await guest.hears('I’m connecting you with a team member now')
    await check('waiting')
    await ada.list('Needs a person')
    await ada.open('Support')
    await ada.accept()
    await ada.reply('Good morning.')
    await guest.hears('Good morning.')
    await check('with a person')
    await ada.handBack()
    await ada.becomes('Away') // so that the next story finds nobody there
    expect(onlyFull(found)).toEqual({})
    await Promise.all([context.close(), ada.context.close()])
  })

  test(`nothing stands in anybody’s way in the dashboard: ${name}`, async ({ browser }) => {
    const { page, context, ...ada } = await demo.login(browser, 'ada', look)
    const found: Record<string, string[]> = {}
    const check = async (screen: string) => {
      found[screen] = await barriers(page)
    }
    await check('the inbox')
    await ada.list('Mine')
    await ada.open('Vera Lindholm')
    await ada.reads('I got tree sap')
    await check('a conversation')
    await page.goto(`${demo.url}/inbox?list=closed`)
    await ada.row('Marek Dvořák').click()
    await ada.reads('kept the promise')
    await check('a closed conversation')
    for (const [path, title] of screens) {
      await page.goto(demo.url + path)
      await page.getByRole('heading', { name: title }).first().waitFor()
      await check(path)
    }
    await page.context().clearCookies()
    await page.goto(`${demo.url}/login`)
    await page.getByLabel('Password').waitFor()
    await check('log-in')
    expect(onlyFull(found)).toEqual({})
    await context.close()
  })
}

const screens: [path: string, title: string | RegExp][] = [
  ['/knowledge', 'Knowledge'],
  ['/settings/team', 'Team'],
  ['/settings/bot', 'Name and widget'],
  ['/settings/escalation', 'Escalation rules'],
  ['/settings/keys', 'API keys'],
  ['/settings/account', 'My account'],
]

/** The shop around it is not ours to judge. */
async function widgetBarriers(page: Page): Promise<string[]> {
  return (await barriers(page)).filter((barrier) => barrier.includes('baton-chat'))
}

function onlyFull(found: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(found).filter(([, barriers]) => barriers.length > 0))
}
