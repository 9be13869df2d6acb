import type { FrameLocator, Locator, Page } from 'playwright-core'

/** A visitor at the widget, in verbs. What is looked for, is looked for by what a screen reader would call it. */
export function visitor<P extends Page | FrameLocator>(page: P) {
  const panel = page.getByRole('dialog', { name: /^Chat with/ })
  const log = panel.getByRole('log')
  const composer = panel.getByLabel('Your message')
  const heard = (text: string | RegExp) => log.getByText(text)

  return {
    page,
    panel,
    log,
    composer,
    launcher: page.getByRole('button', { name: /^Open chat/ }),
    async openChat() {
      await page.getByRole('button', { name: /^Open chat/ }).click()
      await panel.waitFor()
    },
    async say(text: string) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    async talkToPerson() {
      await panel.getByRole('button', { name: 'Menu' }).click()
      await panel.getByRole('menuitem', { name: /^Talk to a person/ }).click()
    },
    /** Waits until the conversation shows this. */
    hears: (text: string | RegExp) => heard(text).first().waitFor(),
    /** Waits until it is there, and once. */
    async hearsOnce(text: string | RegExp) {
      await heard(text).first().waitFor()
      await counts(heard(text), 1)
    },
    async neverHeard(text: string | RegExp) {
      await counts(heard(text), 0)
    },
    /** What stands in the conversation, line by line, without what belongs to the frame. */
    lines: () => log.locator('.bubble').allInnerTexts(),
    /** The header says who is there. */
    isWith: (name: string) => panel.getByRole('heading', { name }).waitFor(),
  }
}

export type Visitor = ReturnType<typeof visitor<Page>>

/** Waits until so many are there: no fewer, and no more. */
export async function counts(locator: Locator, n: number): Promise<void> {
  if (n > 0) await locator.nth(n - 1).waitFor({ state: 'attached' })
  await locator.nth(n).waitFor({ state: 'detached' })
}
