import type { Policy } from '@baton/contracts/policy.ts'
import type { StartOptions } from '@baton/server/main.ts'
import { beginSession } from '@baton/server/people/sessions.ts'
import { type House, openHouse } from '@baton/server/testing/house.ts'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { type Agent, agent } from './agent.ts'
import { type Options, openPerson, type Person } from './browser.ts'
import { openSite, type Site, type SiteOptions, snippetOf } from './site.ts'
import { type Visitor, visitor } from './visitor.ts'
import { openWire, type Wire } from './wire.ts'

export type StageOptions = Partial<StartOptions> & { policy?: Partial<Policy>; site?: Partial<SiteOptions>; env?: Record<string, string> }

export type Stage = {
  house: House
  site: Site
  /** What lies between the server and the visitors, and between it and the agents. */
  wires: { visitors: Wire; agents: Wire }
  /** Somebody new on the company's site, before they have opened the chat. */
  visitor(options?: Options): Promise<Visitor & Person>
  /** An agent at the inbox, connected. */
  agent(who: 'ada' | 'bo', options?: Options): Promise<Agent & Person>
  /** Pictures of what everybody sees right now. */
  shoot(prefix: string): Promise<void>
  /** Ends it all. Whatever went wrong in a page unseen, is seen now. */
  close(): Promise<void>
}

/** The real server with Ada and Bo, the company's website on another origin, and as many people as a story needs. */
export async function openStage(browser: Browser, { site: siteOptions, ...options }: StageOptions = {}): Promise<Stage> {
  const house = await openHouse(options)
  const wires = { visitors: await openWire(() => house.url), agents: await openWire(() => house.url) }
  const site = await openSite({ baton: wires.visitors.url, snippet: snippetOf(wires.visitors.url, house.cast.bot), ...siteOptions })
  const people: Person[] = []
  const enter = async (context: BrowserContextOptions = {}) => {
    const person = await openPerson(browser, context)
    people.push(person)
    return person
  }
  return {
    house,
    site,
    wires,
    async visitor({ before, ...context } = {}) {
      const person = await enter(context)
      await before?.(person.page)
      await person.page.goto(site.url)
      return { ...person, ...visitor(person.page) }
    },
    async agent(who, { before, ...context } = {}) {
      const { url } = wires.agents
      const person = await enter(context)
      const token = await beginSession(house.database.db, house.cast[who].agent, Date.now())
      await person.context.addCookies([{ name: 'baton', value: token, url, httpOnly: true, sameSite: 'Lax' }])
      await before?.(person.page)
      await person.page.goto(`${url}/inbox`)
      const entered = agent(person.page)
      await entered.isConnected()
      return { ...person, ...entered }
    },
    async shoot(prefix) {
      const pages = people.flatMap(({ context }) => context.pages())
      for (const [i, page] of pages.entries()) await page.screenshot({ path: `${prefix}-${i + 1}.png` })
    },
    async close() {
      for (const { context } of people) await context.close()
      await Promise.all([site.close(), wires.visitors.close(), wires.agents.close()])
      await house.stop()
      const complaints = people.flatMap((person) => person.complaints)
      if (complaints.length > 0) throw new Error(`in a page: ${complaints.join(' · ')}`)
    },
  }
}
