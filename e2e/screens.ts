// Pictures of every screen, for people to look at. In the folder e2e: npx tsx screens.ts FOLDER
// With --readme it makes the README's picture instead: docs/images/inbox.png.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Agent } from './testing/agent.ts'
import { openBrowser, openPerson, type Person } from './testing/browser.ts'
import { type Demo, openDemo } from './testing/demo.ts'
import { startProcess } from './testing/process.ts'
import { type Visitor, visitor } from './testing/visitor.ts'

const desktop = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const looks: Record<string, BrowserContextOptions> = {
  light: { ...desktop, colorScheme: 'light' },
  dark: { ...desktop, colorScheme: 'dark' },
  phone: { ...phone, colorScheme: 'light' },
  'phone-dark': { ...phone, colorScheme: 'dark' },
}

type Shoot = (page: Page, name: string) => Promise<unknown>

const root = fileURLToPath(new URL('..', import.meta.url))
const [where] = process.argv.slice(2)
if (!where) {
  console.error('Say where: npx tsx screens.ts FOLDER, or --readme')
  process.exit(2)
}
const browser = await openBrowser()
const demo = await openDemo()
try {
  if (where === '--readme') await readmePicture(browser, demo)
  else for (const [name, look] of Object.entries(looks)) await allScreens(browser, demo, look, resolve(where, name))
} finally {
  await browser.close()
  await demo.stop()
}

async function allScreens(browser: Browser, demo: Demo, look: BrowserContextOptions, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  let count = 0
  const shoot: Shoot = async (page, name) => {
    await page.screenshot({ path: join(folder, `${String(++count).padStart(2, '0')}-${name}.png`), animations: 'disabled' })
  }
  await setupScreens(browser, look, shoot)
  const guest = await atTheShop(browser, demo, look)
  await promiseScreens(guest, shoot)
  const ada = await demo.login(browser, 'ada', look)
  await ada.becomes('Online')
  await handoverScreens(guest, ada, shoot)
  await inboxScreens(demo, ada, shoot)
  await settingsScreens(demo, ada, shoot)
  await ada.page.goto(`${demo.url}/inbox`)
  await ada.becomes('Away')
  await Promise.all([guest.context.close(), ada.context.close()])
}

async function setupScreens(browser: Browser, look: BrowserContextOptions, shoot: Shoot): Promise<void> {
  const server = await startProcess()
  const { page, context } = await openPerson(browser, look)
  try {
    const [link = ''] = await server.printed(/http\S+\/setup#\S+/)
    await stepByStep(page, link, shoot)
  } finally {
    await context.close()
    await server.stop()
  }
}

async function stepByStep(page: Page, link: string, shoot: Shoot): Promise<void> {
  const field = (name: string, value: string) => page.getByLabel(name, { exact: true }).fill(value)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await page.goto(link)
  await press('Next')
  await shoot(page, 'setup-account-errors')
  await field('Your name', 'Ada Okafor')
  await field('E-mail', 'ada@fernweh.example')
  await field('Password', 'a long enough password')
  await shoot(page, 'setup-account')
  await press('Next')
  await field('Company', 'Fernweh Outdoor')
  await field('Name of the bot', 'Fern')
  await shoot(page, 'setup-company')
  await press('Create')
  await page.getByText('Questions and answers', { exact: true }).first().click()
  await page.getByRole('textbox', { name: 'Questions and answers' }).fill('How long can I return something?\n60 days from delivery.')
  await shoot(page, 'setup-knowledge')
  await press('Add')
  await press('Next')
  await page.frameLocator('iframe').getByRole('button', { name: 'Open chat' }).waitFor()
  await shoot(page, 'setup-finish')
  await page.getByRole('link', { name: 'Go to the inbox' }).click()
  await page.getByText('No conversations yet').waitFor()
  await shoot(page, 'inbox-empty')
}

async function atTheShop(browser: Browser, demo: Demo, look: BrowserContextOptions): Promise<Visitor & Person> {
  const person = await openPerson(browser, look)
  await person.page.goto(`${demo.url}/demo`)
  return { ...person, ...visitor(person.page) }
}

async function promiseScreens({ page, panel, ...guest }: Visitor & Person, shoot: Shoot): Promise<void> {
  await guest.launcher.waitFor()
  await shoot(page, 'shop')
  await guest.openChat()
  await shoot(page, 'widget-greeting')
  await guest.say('How long does delivery take?')
  await guest.hears('Two to four working days')
  await shoot(page, 'widget-answer')
  await panel.getByRole('button', { name: 'Menu' }).click()
  await panel.getByRole('menu').waitFor()
  await shoot(page, 'widget-menu')
  await panel.getByRole('menuitem', { name: /^Talk to a person/ }).click()
  await guest.hears('Nobody from our team is here right now')
  await shoot(page, 'widget-promise')
}

async function handoverScreens(guest: Visitor & Person, ada: Agent & Person, shoot: Shoot): Promise<void> {
  await guest.say('Somebody there now? I want to talk to a person')
  await guest.hears('I’m connecting you with a team member now')
  await shoot(guest.page, 'widget-waiting')
  await ada
    .toast(/needs a person$/)
    .first()
    .waitFor()
  await shoot(ada.page, 'inbox-ringing')
  await ada.list('Needs a person')
  await ada.open('Support')
  await shoot(ada.page, 'conversation-waiting')
  await ada.accept()
  await ada.reply('Good morning, I’m Ada. Which order is it?')
  await guest.hears('Good morning, I’m Ada.')
  await guest.say('FO-48213, the Tarn 2')
  await ada.reads('FO-48213, the Tarn 2')
  await shoot(guest.page, 'widget-agent')
  await shoot(ada.page, 'conversation-mine')
  await ada.handBack()
}

async function inboxScreens(demo: Demo, { page, ...ada }: Agent & Person, shoot: Shoot): Promise<void> {
  await page.goto(`${demo.url}/inbox?list=all`)
  await ada.row('Vera Lindholm').waitFor()
  await shoot(page, 'inbox')
  await ada.open('Vera Lindholm')
  await ada.reads('I got tree sap')
  await shoot(page, 'conversation')
  await page.goto(`${demo.url}/inbox?list=needs`)
  await ada.open('Lucía Ferreira')
  await shoot(page, 'conversation-promise')
  await page.goto(`${demo.url}/inbox?list=closed`)
  await ada.row('Marek Dvořák').waitFor()
  await shoot(page, 'inbox-closed')
  await ada.open('Marek Dvořák')
  await shoot(page, 'conversation-closed')
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await shoot(page, 'keyboard')
}

async function settingsScreens(demo: Demo, { page, context }: Agent & Person, shoot: Shoot): Promise<void> {
  const look = async (path: string, title: string, name: string) => {
    await page.goto(demo.url + path)
    await page.getByRole('heading', { name: title }).first().waitFor()
    await page.waitForLoadState('networkidle')
    await shoot(page, name)
  }
  await look('/knowledge', 'Knowledge', 'knowledge')
  await page.getByRole('link', { name: 'Care of silnylon tents' }).click()
  await page.getByText('as the bot sees them').waitFor()
  await shoot(page, 'knowledge-source')
  await look('/settings/team', 'Team', 'settings-team')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('dialog').waitFor()
  await shoot(page, 'settings-invite')
  await look('/settings/bot', 'Name and widget', 'settings-bot')
  await look('/settings/escalation', 'Escalation rules', 'settings-escalation')
  await look('/settings/account', 'My account', 'settings-account')
  const cookies = await context.cookies()
  await context.clearCookies()
  await page.goto(`${demo.url}/login`)
  await page.getByLabel('Password').waitFor()
  await shoot(page, 'login')
  await context.addCookies(cookies)
}

/** A visitor waits, and Vera's conversation is open: what the product is about, at a glance. */
async function readmePicture(browser: Browser, demo: Demo): Promise<void> {
  const folder = join(root, 'docs', 'images')
  mkdirSync(folder, { recursive: true })
  const ada = await demo.login(browser, 'ada', { ...looks.light, before: (page) => page.clock.install() })
  const guest = await atTheShop(browser, demo, desktop)
  await guest.openChat()
  await guest.say('Which warranty do I have?')
  await guest.hears('Two years by law')
  await guest.say('Can I talk to a human?')
  await guest.hears('I’m connecting you with a team member now')
  await ada.list('All')
  await ada.open('Vera Lindholm')
  await ada.reads('I got tree sap')
  await ada.page.getByRole('button', { name: 'Dismiss' }).first().click()
  await ada.page.mouse.move(700, 400)
  await ada.page.clock.fastForward(96_000) // the visitor has waited for a while
  await ada.page.screenshot({ path: join(folder, 'inbox.png'), animations: 'disabled' })
}
