import { expect } from 'vitest'
import { draft, writingBot } from './testing/bot.ts'
import { test } from './testing/story.ts'

const answers = { ask: async () => draft('Two to four working days.') }

test('a page whose styles undo everything leaves the widget as it is', async ({ open }) => {
  const plain = await (await open(answers)).visitor()
  const stage = await open({ ...answers, site: { css: '* { all: unset !important } div, section, p { display: none !important }' } })
  const vera = await stage.visitor()
  for (const one of [plain, vera]) {
    await one.openChat()
    await one.say('How long does delivery take?')
    await one.hears('Two to four working days.')
    await one.panel.evaluate((panel) => Promise.all(panel.getAnimations().map(({ finished }) => finished)))
  }
  const [there, here] = await Promise.all([plain.panel.boundingBox(), vera.panel.boundingBox()])
  expect(here).toEqual(there)
  const look = (one: typeof vera) =>
    one.panel.evaluate((panel) => {
      const { backgroundColor, fontSize, display, color } = getComputedStyle(panel)
      return { backgroundColor, fontSize, display, color }
    })
  expect(await look(vera)).toEqual(await look(plain))
})

test('a page that forbids style elements, foreign frames and unsafe types carries it all the same', async ({ open }) => {
  const csp =
    "default-src 'none'; script-src BATON; connect-src BATON SOCKET; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
  const stage = await open({ ...answers, site: { csp } })
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('How long does **delivery** take?')
  await vera.hears('Two to four working days.')
  const { width } = (await vera.panel.boundingBox()) ?? {}
  expect(width).toBe(400)
})

test('a network that blocks sockets: the same conversation by plain requests', async ({ open }) => {
  const stage = await open(answers)
  const ada = await stage.agent('ada')
  const vera = await stage.visitor({ before: (page) => page.routeWebSocket(/\/socket\//, (socket) => void socket.close()) })
  await vera.openChat()
  await vera.say('How long does delivery take?')
  await vera.hears('Two to four working days.')
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await vera.isWith('Ada Okafor')
  await ada.reply('By plain requests, too.')
  await vera.hearsOnce('By plain requests, too.')
  await vera.say('Good to know')
  await ada.readsOnce('Good to know')
})

test('an answer grows before visitors, also where sockets are blocked, and before the agent who looks', async ({ open }) => {
  const bot = writingBot('Our workshop mends zips.', ' It takes nine days.')
  const stage = await open({ ask: bot.ask })
  const ada = await stage.agent('ada')
  const vera = await stage.visitor({ before: (page) => page.routeWebSocket(/\/socket\//, (socket) => void socket.close()) })
  await vera.openChat()
  await vera.say('How long does a repair take?')
  await ada.list('All')
  await ada.open('How long')
  bot.goOn()
  await vera.hears(/^Our workshop mends zips\.$/)
  await ada.reads(/^Our workshop mends zips\.$/)
  await ada.reads('is writing this')
  bot.goOn()
  await vera.hearsOnce('Our workshop mends zips. It takes nine days.')
  await ada.readsOnce('Our workshop mends zips. It takes nine days.')
  await ada.neverRead('is writing this')
})

test('keys typed in the widget are not the page’s, and the page hears only what it listens for', async ({ open }) => {
  const stage = await open(answers)
  const vera = await stage.visitor()
  await vera.page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    addEventListener('keydown', ({ key }) => heard.push(key))
    const baton = (window as unknown as { Baton: (...call: unknown[]) => void }).Baton
    baton('on', 'message', ({ by, text }: { by: string; text: string }) => heard.push(`${by}: ${text}`))
    baton('identify', { name: 'Vera Lindholm', email: 'vera@posteo.example' })
    baton('open')
  })
  await vera.panel.waitFor()
  await vera.composer.pressSequentially('gg')
  await vera.composer.press('Enter')
  await vera.hears('Two to four working days.')
  const heard = () => vera.page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  await expect.poll(heard).toEqual(['bot: Two to four working days.'])
  const ada = await stage.agent('ada')
  await ada.list('All')
  await ada.row('Vera Lindholm').waitFor()
})

test('with the keyboard alone: opened, asked, answered, closed', async ({ open }) => {
  const stage = await open(answers)
  const { page, panel, ...vera } = await stage.visitor()
  await vera.launcher.focus()
  await page.keyboard.press('Enter')
  await panel.waitFor()
  await page.keyboard.type('How long does delivery take?')
  await page.keyboard.press('Enter')
  await vera.hears('Two to four working days.')
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.ariaLabel)).toMatch(/^Open chat/)
})

test('a page that is read from right to left has its widget on the other side', async ({ open }) => {
  const stage = await open({ ...answers, site: { root: 'lang="ar" dir="rtl"' } })
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('مرحبا')
  await vera.hears('Two to four working days.')
  const { x = 999, width = 0 } = (await vera.panel.boundingBox()) ?? {}
  expect(x + width).toBeLessThan(640)
  expect(await vera.log.getByText('مرحبا').evaluate((line) => getComputedStyle(line).direction)).toBe('rtl')
})
