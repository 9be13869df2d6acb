import type { Policy } from '@baton/contracts/policy.ts'
import type { StartOptions } from '@baton/server/main.ts'
import { beginSession } from '@baton/server/people/sessions.ts'
import { type House, openHouse } from '@baton/server/testing/house.ts'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type Agent, agent } from './agent.ts'
import { openPerson, type Person } from './browser.ts'
import { openSite, type Site, type SiteOptions } from './site.ts'
import { type Visitor, visitor } from './visitor.ts'

export type StageOptions = Partial<StartOptions> & { policy?: Partial<Policy>; site?: Partial<SiteOptions> }

/** `through` is a relay's address; `before` prepares the page before it is opened. */
export type AgentOptions = BrowserContextOptions & { through?: string; before?: (page: Page) => Promise<void> }

export type Stage = {
  house: House
  site: Site
  /** Somebody new on the company's site, before they have opened the chat. */
  visitor(options?: BrowserContextOptions): Promise<Visitor & Person>
  /** An agent at the inbox, connected. */
  agent(who: 'ada' | 'bo', options?: AgentOptions): Promise<Agent & Person>
  /** Pictures of what everybody sees right now. */
  shoot(prefix: string): Promise<void>
  /** Ends it all. Whatever went wrong in a page unseen, is seen now. */
  close(): Promise<void>
}

/** The real server with Ada and Bo, the company's website on another origin, and as many people as a story needs. */
export async function openStage(browser: Browser, { site: siteOptions, ...options }: StageOptions = {}): Promise<Stage> {
  const house = await openHouse(options)
  const site = await openSite({ baton: house.url, bot: house.cast.bot, ...siteOptions })
  const people: Person[] = []
  const enter = async (context: BrowserContextOptions = {}) => {
    const person = await openPerson(browser, context)
    people.push(person)
    return person
  }
  return {
    house,
    site,
    async visitor(context) {
      const person = await enter(context)
      await person.page.goto(site.url)
      return { ...person, ...visitor(person.page) }
    },
    async agent(who, { through = house.url, before, ...context } = {}) {
      const person = await enter(context)
      const token = await beginSession(house.database.db, house.cast[who].agent, Date.now())
      await person.context.addCookies([{ name: 'baton', value: token, url: through, httpOnly: true, sameSite: 'Lax' }])
      await before?.(person.page)
      await person.page.goto(`${through}/inbox`)
      await person.page.getByRole('navigation', { name: 'Lists' }).waitFor()
      await person.page.getByRole('button', { name: /, online$/ }).waitFor()
      return { ...person, ...agent(person.page) }
    },
    async shoot(prefix) {
      const pages = people.flatMap(({ context }) => context.pages())
      for (const [i, page] of pages.entries()) await page.screenshot({ path: `${prefix}-${i + 1}.png` })
    },
    async close() {
      for (const { context } of people) await context.close()
      await site.close()
      await house.stop()
      const complaints = people.flatMap((person) => person.complaints)
      if (complaints.length > 0) throw new Error(`in a page: ${complaints.join(' · ')}`)
    },
  }
}
