import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { test as base } from 'vitest'
import { openBrowser } from './browser.ts'
import { openStage, type Stage, type StageOptions } from './stage.ts'

type Fixtures = {
  /** One browser for all stories of a file. */
  browser: Browser
  /** A stage of the story's own, ended with it. */
  open: (options?: StageOptions) => Promise<Stage>
}

export const test = base.extend<Fixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what a fixture needs.
    async ({}, use) => {
      const browser = await openBrowser()
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  open: async ({ browser, task }, use) => {
    const stages: Stage[] = []
    await use(async (options) => {
      const stage = await openStage(browser, options)
      stages.push(stage)
      return stage
    })
    if (task.result?.state === 'fail') await picture(stages, task.id)
    for (const stage of stages) await stage.close()
  },
})

async function picture(stages: Stage[], story: string): Promise<void> {
  const prefix = join(tmpdir(), 'baton-e2e', story)
  for (const stage of stages) await stage.shoot(prefix)
  console.error(`What everybody saw when it failed: ${prefix}-*.png`)
}
