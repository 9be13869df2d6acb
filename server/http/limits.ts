import type { Peer } from './peer.ts'

/** At most `max` in any `per` milliseconds. */
export type Limit = { name: string; max: number; per: number }

const minute = 60_000

/** What one sender may do. Generous: a person never meets them, a loop does at once. */
export const limits = {
  /** Any request, by address. */
  requests: { name: 'requests', max: 1_200, per: minute },
  /** Requests of somebody signed in, by session. */
  session: { name: 'session', max: 1_200, per: minute },
  /** Requests of a program, by API key: a CMS that publishes many pages at once. */
  key: { name: 'key', max: 240, per: minute },
  /** New visitors, by address: an office or a school shares one. */
  visitors: { name: 'visitors', max: 30, per: minute },
  /** Lines and other acts of a visitor, by visitor; shared by socket and HTTP. */
  visitorActs: { name: 'visitorActs', max: 60, per: minute },
  /** Frames of a visitor's socket that are no acts (typing, reading marks, pings), by socket. */
  visitorFrames: { name: 'visitorFrames', max: 300, per: minute },
  /** Acts of an agent, by agent; shared by socket and HTTP. */
  agentActs: { name: 'agentActs', max: 600, per: minute },
  /** Sockets opened, by address: a restart brings a whole office back at once. */
  sockets: { name: 'sockets', max: 600, per: minute },
  /** Log-ins tried, by address, whatever the account. */
  signIns: { name: 'signIns', max: 30, per: minute },
  /** One-time links tried, by address. They can't be guessed, but each try costs us a query. */
  links: { name: 'links', max: 20, per: minute },
} satisfies Record<string, Limit>

/** How much further limits by address reach where many people have one: a proxy hides who is who; our own machine is not limited. */
const widening = { proxy: 50, machine: Number.POSITIVE_INFINITY }
/** Senders remembered at most; beyond it those seen longest ago are forgotten first. */
const most = 100_000

export type Limiter = {
  /** Counts one, and returns 0, or counts nothing and returns in how many milliseconds to come back. */
  take(limit: Limit, sender: string, shared?: Peer['shared']): number
}

type Count = { window: number; now: number; before: number }

/**
 * A sliding window from two fixed ones: the last window counts by the share of it that still lies within `per`. One entry per sender,
 * in this process only: with several nodes each allows the whole limit, which a limit against loops can afford.
 */
export function createLimiter(clock: () => number): Limiter {
  const counts = new Map<string, Count>()
  return {
    take(limit, sender, shared = false) {
      const key = `${limit.name}:${sender}`
      const at = clock()
      const count = advance(counts.get(key), Math.floor(at / limit.per))
      const left = 1 - (at % limit.per) / limit.per
      const max = shared ? limit.max * widening[shared] : limit.max
      counts.delete(key)
      counts.set(key, count)
      if (counts.size > most) forgetOldest(counts)
      if (count.now + count.before * left >= max) return waitFor(count, max, left, limit.per)
      count.now += 1
      return 0
    },
  }
}

function advance(count: Count | undefined, window: number): Count {
  if (!count || count.window < window - 1) return { window, now: 0, before: 0 }
  return count.window === window ? count : { window, now: 0, before: count.now }
}

/** Until enough of the last window has slid out; when this window alone is full, until it is the last one. */
function waitFor({ now, before }: Count, max: number, left: number, per: number): number {
  const share = now < max ? left - (max - now) / before : left
  return Math.max(1_000, Math.ceil(share * per))
}

function forgetOldest(counts: Map<string, Count>) {
  let surplus = Math.ceil(most / 10)
  for (const key of counts.keys()) {
    if (surplus-- === 0) return
    counts.delete(key)
  }
}
