import { readConfig } from '@baton/server/config.ts'
import { silence } from '@baton/server/log.ts'
import { startServer } from '@baton/server/main.ts'
import { freshDatabase } from '@baton/server/testing/database.ts'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { openPerson, type Person } from './browser.ts'

export type Demo = {
  url: string
  /** Somebody at the log-in page, and what the demo printed for them. */
  login(browser: Browser, who: 'ada' | 'bo', options?: BrowserContextOptions): Promise<Person>
  stop(): Promise<void>
}

/** `npm run demo`, in this process and on a database that is thrown away. */
export async function openDemo(): Promise<Demo> {
  const database = await freshDatabase()
  const read = readConfig(['--port', '0'], {})
  if (!read.ok) throw new Error(read.message)
  const printed: string[] = []
  const server = await startServer(read.config, { log: silence, database, demo: true, say: (line) => printed.push(line) })
  return {
    url: server.url,
    async login(browser, who, options) {
      const [, email = '', password = ''] = printed.join('\n').match(new RegExp(`(${who}@\\S+) · password (\\S+)`)) ?? []
      const person = await openPerson(browser, options)
      await person.page.goto(`${server.url}/login`)
      await person.page.getByLabel('E-mail').fill(email)
      await person.page.getByLabel('Password').fill(password)
      await person.page.getByRole('button', { name: 'Log in' }).click()
      await person.page.getByRole('navigation', { name: 'Lists' }).waitFor()
      return person
    },
    async stop() {
      await server.stop()
      await database.close()
    },
  }
}
