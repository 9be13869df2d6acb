import robotsParser from 'robots-parser'
import type { Outbound } from '../../outbound.ts'

/** What a site lets programs do. `delay` in ms between two requests, or null; `sitemaps` are those it names, else the usual place. */
export type Robots = { allows(url: string): boolean; delay: number | null; sitemaps: string[] }

const agent = 'Baton'
const limits = { bytes: 512 * 1024, time: 10_000, redirects: 5 }
/** A site that asks for more gets this: a crawl must come to its end. */
const longestDelay = 10_000

/**
 * Reads robots.txt as RFC 9309 says: none means that all is allowed; one that can't be had for now means that nothing is, and then it is
 * a sentence that comes back.
 */
export async function readRobots(outbound: Outbound, start: string, signal: AbortSignal): Promise<Robots | { problem: string }> {
  const place = new URL('/robots.txt', start).href
  const answer = await outbound.get(place, { ...limits, signal })
  if ('no' in answer) {
    if (answer.no === 'tooLarge' || answer.no === 'tooManyRedirects' || answer.no === 'badAddress') return everything(start)
    return { problem: problems[answer.no] ?? 'The site could not be reached.' }
  }
  if (answer.status >= 500 || answer.status === 429) {
    return { problem: `The site did not say what may be read: its robots.txt answered with an error (${answer.status}). Try again later.` }
  }
  if (answer.status >= 300) return everything(start)
  const robots = robotsParser(place, answer.body.toString('utf8'))
  const delay = robots.getCrawlDelay(agent)
  const named = robots.getSitemaps().filter((url) => URL.canParse(url))
  return {
    // It knows the rules of one origin only; others of the same site are as free as it.
    allows: (url) => robots.isAllowed(new URL(new URL(url).pathname + new URL(url).search, place).href, agent) !== false,
    delay: delay === undefined ? null : Math.min(delay * 1000, longestDelay),
    sitemaps: named.length > 0 ? named : usualPlace(start),
  }
}

const problems: Partial<Record<string, string>> = {
  slow: 'The site took more than 10 seconds to say what may be read (robots.txt). Try again later.',
  noSuchHost: 'No site has this name. Check the address for slips.',
  privateAddress: 'This address lies in a private network. Name it in ALLOW_PRIVATE to let Baton read it.',
}

const usualPlace = (start: string) => [new URL('/sitemap.xml', start).href]
const everything = (start: string): Robots => ({ allows: () => true, delay: null, sitemaps: usualPlace(start) })
