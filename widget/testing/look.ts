// Takes a picture of every state of the built widget, on desk and phone, light and dark: npx tsx widget/testing/look.ts FOLDER [SCENES] [BUILD]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { openBrowser } from '../../e2e/testing/browser.ts'
import { Mock } from './mock.ts'
import { scenes } from './scenes.ts'

const views: Record<string, BrowserContextOptions> = {
  desk: { viewport: { width: 1180, height: 780 } },
  dark: { viewport: { width: 500, height: 780 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
}
const [folder, only, dist] = process.argv.slice(2)
if (!folder) throw new Error('Where should the pictures go? npx tsx widget/testing/look.ts FOLDER [SCENES] [BUILD]')
mkdirSync(folder, { recursive: true })
const browser = await openBrowser()
for (const name of Object.keys(scenes).filter((each) => !only || only.split(',').includes(each)))
  for (const view of Object.keys(views)) await shoot(browser, name, view, join(folder, `${name}-${view}.png`))
await browser.close()

async function shoot(browser: Browser, name: string, view: string, path: string): Promise<void> {
  const mock = new Mock(dist)
  const scene = scenes[name]
  if (scene?.bio) mock.bio = 'I know every tent, stove and sleeping bag of ours.'
  if (scene?.away) mock.people = { online: false, names: [], ...(scene.opensAt && { open: false, opensAt: scene.opensAt }) }
  for (const [ago, ...facts] of scene?.facts ?? [])
    for (const fact of facts) mock.add([fact], `scene-${mock.facts.length}`, Date.now() - ago * 1_000)
  const origin = await mock.listen()
  const context = await browser.newContext({ ...views[view], locale: 'en-GB', reducedMotion: 'reduce' })
  const page = await context.newPage()
  if (mock.facts.length)
    await page.addInitScript(
      ([bot, token]) => localStorage.setItem(`baton:${bot}:session`, JSON.stringify({ token, conversation: bot })),
      [mock.bot, mock.token],
    )
  await page.goto(origin)
  await page.locator('.launcher').click()
  await page.locator('.panel').waitFor()
  await page.waitForTimeout(500)
  if (scene?.waiting) mock.tell(scene.waiting)
  if (scene?.writing) mock.tell({ t: 'draft', draft: 'd', offset: 0, text: scene.writing })
  await page.waitForTimeout(100)
  await page.screenshot({ path })
  await context.close()
  await mock.close()
}
