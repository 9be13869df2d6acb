import type { Browser } from 'playwright-core'
import { type Agent, agent } from './agent.ts'
import { type Options, openPerson, type Person } from './browser.ts'
import { startProcess } from './process.ts'

export type Demo = {
  url: string
  /** Logs in with what the demo printed. */
  login(browser: Browser, who: 'ada' | 'bo', options?: Options): Promise<Agent & Person>
  stop(): Promise<void>
}

/** `npm run demo`, as somebody runs it. */
export async function openDemo(): Promise<Demo> {
  const server = await startProcess('demo')
  const { url, stop } = server
  return {
    url,
    stop,
    async login(browser, who, { before, ...options } = {}) {
      const [, email = '', password = ''] = await server.printed(new RegExp(`(${who}@\\S+) · password (\\S+)`))
      const person = await openPerson(browser, options)
      const { page } = person
      await before?.(page)
      await page.goto(`${url}/login`)
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Log in' }).click()
      const entered = agent(page)
      await entered.isConnected()
      return { ...person, ...entered }
    },
  }
}
