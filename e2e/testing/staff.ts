import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'

/** The cast logs in by a session: these have also chosen a password, so nobody of them is still invited. */
export async function allHaveBegun({ house }: Stage): Promise<void> {
  await house.database.db.updateTable('agent').set({ password_hash: 'none that fits' }).execute()
}

/** Opens a page of the dashboard by its path. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href)
}

/** Saves the form of a settings page, and waits until it is. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved', { exact: true }).first().waitFor()
  await page.getByText('Changes are not saved yet').waitFor({ state: 'detached' })
}
