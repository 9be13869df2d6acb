import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { type Mock, startMock } from './mock.ts'
import { arrival, others, vera } from './scenes.ts'
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
  inbox: async ({ page, mock }) => {
    await page.goto(`${mock.url}/inbox/${inbox}`)
    await page.waitForSelector('.entry')
    mock.tell({ t: 'typing', conversation: inbox, by: 'visitor', name: null })
  },
}

const browser = await openBrowser()
let violations = 0
for (const look of looks) {
  for (const [name, show] of Object.entries(screens)) {
    if (!`${name}-${look.name}`.includes(only)) continue
    const now = Date.now()
    const mock = await startMock([vera(now), ...others(now), arrival(now)])
    const { page, complaints } = await openPage(browser, look)
    await show({ page, mock, look })
    await page.waitForTimeout(500)
    await shoot(page, folder, `${name}-${look.name}`)
    violations += await ask(page, `${name}-${look.name}`)
    for (const complaint of complaints) console.log(`${name}-${look.name}: ${complaint}`)
    violations += complaints.length
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
