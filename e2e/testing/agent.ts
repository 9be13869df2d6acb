import type { Page } from 'playwright-core'
import { counts } from './visitor.ts'

/** An agent at the inbox, in verbs. */
export function agent(page: Page) {
  const rows = page.getByLabel('Conversations', { exact: true }).locator('[data-row]')
  const conversation = page.getByRole('region', { name: /^Conversation with/ })
  const timeline = page.getByRole('log', { name: 'Timeline' })
  const composer = conversation.getByRole('textbox')
  const button = (name: string | RegExp) => conversation.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = page.getByRole('dialog')
  /** A button where there is room for it, else in the menu. */
  const act = async (name: string) => {
    await conversation.getByRole('button', { name: 'More actions' }).waitFor()
    if (await button(name).isVisible()) return button(name).click()
    await button('More actions').click()
    await page.getByRole('menuitem', { name, exact: true }).click()
  }

  return {
    page,
    conversation,
    timeline,
    composer,
    briefing: page.getByRole('complementary', { name: 'Briefing' }),
    toast: (name: string | RegExp) => page.getByText(name),
    /** The row of the list that shows this text. */
    row: (text: string | RegExp) => rows.filter({ hasText: text }),
    list: (name: 'Needs a person' | 'Mine' | 'All' | 'Closed') =>
      page
        .getByRole('navigation', { name: 'Lists' })
        .getByRole('link', { name: new RegExp(`^${name}`) })
        .click(),
    /** Waits for a row with this text, or any, and opens it. */
    async open(text: string | RegExp = '') {
      await rows.filter({ hasText: text }).first().click()
      await timeline.waitFor()
    },
    /** The lists have their numbers: these come over the socket, once the server knows that somebody is there. */
    isConnected: () => page.getByRole('link', { name: /^Mine\s*\d/ }).waitFor(),
    /** In the menu behind the own picture. */
    async becomes(status: 'Online' | 'Busy' | 'Away' | 'Offline') {
      await page.getByRole('button', { name: /, (online|busy|away|offline)$/ }).click()
      await page.getByRole('menuitemradio', { name: new RegExp(`^${status}`) }).click()
      await page.getByRole('button', { name: new RegExp(`, ${status.toLowerCase()}$`) }).waitFor()
    },
    accept: () => button('Accept').click(),
    takeOver: () => act('Take over'),
    async reply(text: string) {
      await conversation.getByText('Reply', { exact: true }).click()
      await composer.fill(text)
      await composer.press('ControlOrMeta+Enter')
    },
    async note(text: string) {
      await conversation.getByText('Note', { exact: true }).click()
      await composer.fill(text)
      await composer.press('ControlOrMeta+Enter')
    },
    async handBack(note?: string) {
      await act('Hand back to bot')
      if (note) await dialog.getByRole('textbox').fill(note)
      await dialog.getByRole('button', { name: 'Hand back to bot' }).click()
      await dialog.waitFor({ state: 'detached' })
    },
    async close(why?: string) {
      await act('Close')
      if (why) await dialog.getByRole('textbox').fill(why)
      await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
      await dialog.waitFor({ state: 'detached' })
    },
    /** Waits until the timeline shows this. */
    reads: (text: string | RegExp) => timeline.getByText(text).first().waitFor(),
    async readsOnce(text: string | RegExp) {
      await timeline.getByText(text).first().waitFor()
      await counts(timeline.getByText(text), 1)
    },
    neverRead: (text: string | RegExp) => counts(timeline.getByText(text), 0),
    lines: () => timeline.locator('.bubble').allInnerTexts(),
  }
}

export type Agent = ReturnType<typeof agent>
