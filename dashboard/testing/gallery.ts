import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { sources } from './knowledge.ts'
import { type Mock, startMock } from './mock.ts'
import { arrival, idOf, noticed, others, vera } from './scenes.ts'
import { type Look, looks, openBrowser, openPage, shoot } from './screens.ts'

/** Photographs every screen in every look and asks axe about each: `npx tsx dashboard/testing/gallery.ts [folder] [part of a name]`. */
const folder = process.argv[2] ?? 'dashboard/testing/shots'
const only = process.argv[3] ?? ''
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Stage = { page: Page; mock: Mock; look: Look }
const inbox = vera(Date.now()).id
const screens: Record<string, (stage: Stage) => Promise<void>> = {
  'inbox-list': async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox`)
    await page.waitForSelector('.row')
  },
  waiting: async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox/${others(Date.now())[1]?.id}?list=needs`)
    await page.waitForSelector('.entry')
  },
  'menu-me': async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox?list=closed`)
    await page.click('.rail .me')
    await page.waitForSelector('.menu')
  },
  'menu-more': async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox/${inbox}`)
    await page.waitForSelector('.entry')
    await page.click('.conversation header [aria-label="More actions"]')
    await page.waitForSelector('.menu')
  },
  empty: async ({ page, mock }) => {
    mock.clear()
    await page.goto(`${mock.url}/inbox`)
    await page.waitForSelector('.list .blank')
  },
  search: async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox?q=tent`)
    await page.waitForSelector('.row')
  },
  offline: async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox/${inbox}`)
    await page.waitForSelector('.entry')
    mock.hangUp()
    await page.waitForSelector('.banner')
    await page.fill('#composer', 'We will glue it for free, Vera.')
    await page.keyboard.press('Control+Enter')
  },
  'being-written': async ({ page, mock }) => {
    const scene = others(Date.now()).find(({ facts }) => facts.at(-1)?.fact.type === 'visitorSaid')
    const { id: conversation = inbox, facts = [] } = scene ?? {}
    await page.goto(`${mock.url}/inbox/${conversation}?list=all`)
    await page.waitForSelector('.entry')
    const text = 'Our workshop mends zips and seams. A repair takes about'
    mock.tell({ t: 'draft', conversation, draft: '1.1', answers: facts.at(-1)?.n ?? 0, offset: 0, text })
    await page.waitForSelector('.entry[aria-busy]')
  },
  missing: async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox/${idOf('nobody')}`)
    await page.waitForSelector('.desk .blank')
  },
  shortcuts: async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox?list=closed`)
    await page.waitForSelector('.row')
    await page.keyboard.press('?')
    await page.waitForSelector('.modal')
  },
  close: async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox/${others(Date.now())[3]?.id}?list=needs`)
    await page.waitForSelector('.entry')
    await page.keyboard.press('e')
    await page.waitForSelector('.modal')
  },
  briefing: async ({ page, mock, look }) => {
    await page.goto(`${mock.url}/inbox/${inbox}`)
    await page.waitForSelector('.entry')
    if (look.touch) await page.click('.drawer-toggle')
  },
  noticed: (stage) => toNoticed(stage),
  'noticed-why': async (stage) => {
    await toNoticed(stage)
    await stage.page.click('.meta .link:has-text("Why no person?") >> nth=0')
    await stage.page.waitForSelector('.checks')
  },
  'noticed-sure': async (stage) => {
    await toNoticed(stage)
    await stage.page.click('.sure >> nth=0')
    await stage.page.waitForSelector('.numbers')
  },
  'noticed-briefing': async (stage) => {
    await toNoticed(stage)
    if (stage.look.touch) await stage.page.click('.drawer-toggle')
  },
  login: async ({ page, mock }) => {
    mock.signedIn = false
    await page.goto(`${mock.url}/inbox`)
    await page.waitForSelector('.door-sheet form')
  },
  setup: async ({ page, mock }) => {
    mock.setupOpen = true
    await page.goto(`${mock.url}/setup#${'a'.repeat(43)}`)
    await page.waitForSelector('form')
    await page.click('button[type=submit]')
  },
  'setup-company': async (stage) => void (await toCompany(stage)),
  'setup-knowledge': async (stage) => {
    await toCompany(stage)
    await stage.page.fill('form .field >> nth=0', 'Fernweh')
    await stage.page.fill('form .field >> nth=1', 'Tarn')
    await stage.page.click('button[type=submit]')
    await stage.page.click('label:has-text("Questions")')
    await stage.page.fill('textarea', 'How long may I return something?\n30 days.\n\nDo you ship to Switzerland?\nYes.')
  },
  'setup-finish': async (stage) => {
    await toCompany(stage)
    await stage.page.fill('form .field >> nth=0', 'Fernweh')
    await stage.page.fill('form .field >> nth=1', 'Tarn')
    await stage.page.click('button[type=submit]')
    await stage.page.click('button:has-text("Skip")')
    await stage.page.waitForSelector('iframe')
  },
  knowledge: async ({ page, mock }) => {
    mock.sources.push(...sources())
    await page.goto(`${mock.url}/knowledge`)
    await page.waitForSelector('tbody tr')
  },
  'knowledge-empty': async ({ page, mock }) => void (await page.goto(`${mock.url}/knowledge`)),
  'knowledge-add': async ({ page, mock }) => {
    await page.goto(`${mock.url}/knowledge`)
    await page.click('.page-head .primary')
    await page.waitForSelector('.modal form')
  },
  'knowledge-find': async ({ page, mock }) => {
    mock.sources.push(...sources())
    await page.goto(`${mock.url}/knowledge`)
    await page.fill('.filters .field', 'tents')
    await page.waitForSelector('.pieces mark')
  },
  'knowledge-files': async ({ page, mock }) => {
    await page.goto(`${mock.url}/knowledge`)
    await page.click('.page-head .primary')
    await page.click('.kinds label:has-text("File")')
    const files = [
      { name: 'Care guide.docx', mimeType: '', buffer: Buffer.from('a care guide') },
      { name: 'Boots in snow.heic', mimeType: 'image/heic', buffer: Buffer.from('a picture') },
    ]
    await page.setInputFiles('.drop input', files)
    await page.waitForSelector('.files .field-error')
  },
  'knowledge-import': async ({ page, mock }) => {
    await page.goto(`${mock.url}/knowledge`)
    await page.click('.page-head .primary')
    await page.click('.kinds label:has-text("Questions")')
    await page.click('.add > .link')
    await page.setInputFiles('.modal input[accept*=csv]', { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b') })
    await page.waitForSelector('.import-rows tbody tr')
  },
  'source-pages': (stage) => toSource(stage, 0, '.stacks tbody tr'),
  'source-working': (stage) => toSource(stage, 1, '.stacks tbody tr'),
  'source-sync': (stage) => toSource(stage, 0, '.rules', 'sync'),
  source: (stage) => toSource(stage, 2, '.pieces'),
  'source-text': (stage) => toSource(stage, 3, 'textarea', 'text'),
  'source-pairs': async (stage) => {
    await toSource(stage, 4, '.pairs .pair')
    await stage.page.check('.pair input >> nth=1')
    await stage.page.click('.pair .button >> nth=0')
  },
  'source-ask': async (stage) => {
    await toSource(stage, 5, '.ask-source', 'ask')
    await stage.page.fill('.ask-source .field', 'How do I wash a down jacket?')
    await stage.page.click('.ask-source .button')
    await stage.page.waitForSelector('.pieces')
  },
  'source-failed': (stage) => toSource(stage, 7, '.views'),
  keys: async ({ page, mock }) => {
    mock.sources.push(...sources())
    await page.goto(`${mock.url}/settings/keys`)
    await page.waitForSelector('tbody tr')
  },
  'keys-empty': async ({ page, mock }) => {
    await page.goto(`${mock.url}/settings/keys`)
    await page.waitForSelector('.blank')
  },
  'keys-make': async ({ page, mock }) => {
    await page.goto(`${mock.url}/settings/keys`)
    await page.click('.page-head .primary')
    await page.fill('.modal .field', 'Shop system')
    await page.click('.modal button[type=submit]')
    await page.waitForSelector('.modal .copybox')
  },
  team: async ({ page, mock }) => {
    await page.goto(`${mock.url}/settings/team`)
    await page.waitForSelector('tbody tr')
  },
  invite: async ({ page, mock }) => {
    await page.goto(`${mock.url}/settings/team`)
    await page.click('.page-head .primary')
    await page.fill('.modal .field >> nth=0', 'Femi Adeyemi')
    await page.fill('.modal .field >> nth=1', 'femi@fernweh.example')
    await page.click('.modal button[type=submit]')
    await page.waitForSelector('.modal .copybox')
  },
  bot: async ({ page, mock }) => {
    await page.goto(`${mock.url}/settings/bot`)
    await page.waitForSelector('.example')
  },
  escalation: async ({ page, mock }) => {
    await page.goto(`${mock.url}/settings/escalation`)
    await page.fill('.value input >> nth=0', '65')
    await page.waitForSelector('.save')
  },
  account: async ({ page, mock }) => {
    await page.goto(`${mock.url}/settings/account`)
    await page.waitForSelector('form')
  },
  inbox: async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox/${inbox}`)
    await page.waitForSelector('.entry')
    mock.tell({ t: 'typing', conversation: inbox, by: 'visitor', name: null })
  },
}

async function toNoticed({ page, mock }: Stage): Promise<void> {
  await page.goto(`${mock.url}/inbox/${noticed(Date.now()).id}`)
  await page.waitForSelector('.entry')
}

async function toSource({ page, mock }: Stage, at: number, until: string, view = ''): Promise<void> {
  mock.sources.push(...sources())
  await page.goto(`${mock.url}/knowledge/${mock.sources[at]?.id}?view=${view}`)
  await page.waitForSelector(until)
}

async function toCompany({ page, mock }: Stage): Promise<void> {
  mock.setupOpen = true
  await page.goto(`${mock.url}/setup#${'a'.repeat(43)}`)
  await page.fill('form .field >> nth=0', 'Ada Okafor')
  await page.fill('form .field >> nth=1', 'ada@fernweh.example')
  await page.fill('form .field >> nth=2', 'correct horse battery')
  await page.click('button[type=submit]')
  await page.waitForSelector('input[type=color]')
}

const browser = await openBrowser()
let violations = 0
for (const look of looks) {
  for (const [name, show] of Object.entries(screens)) {
    if (!`${name}-${look.name}`.includes(only)) continue
    const now = Date.now()
    const mock = await startMock([vera(now), noticed(now), ...others(now), arrival(now)])
    const { page, complaints } = await openPage(browser, look)
    page.setDefaultTimeout(5_000)
    await show({ page, mock, look }).catch((error) => complaints.push(String(error).slice(0, 300)))
    await page.waitForTimeout(500)
    await shoot(page, folder, `${name}-${look.name}`)
    violations += await ask(page, `${name}-${look.name}`)
    // Refusals that a screen is about, and what the stand-in does not serve.
    const meant = complaints.filter((complaint) => !/status of 40[14]|frame-ancestors|WebSocket/.test(complaint))
    for (const complaint of meant) console.log(`${name}-${look.name}: ${complaint}`)
    violations += meant.length
    await page.context().close()
    await mock.close()
  }
}
await browser.close()
console.log(`${violations} complaints`)

async function ask(page: Page, name: string): Promise<number> {
  // Evaluated by the debugger, which the page's policy does not stop.
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { violations: all } = await (
      window as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> }
      }
    ).axe.run()
    return all.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.split('\n').slice(1, 2)}`),
    )
  })
  for (const one of found) console.log(`${name}: ${one}`)
  return found.length
}
