export type Delay = {
  /** Counts a try and returns 0, or returns in how many milliseconds the next one may come. */
  attempt(key: string): number
  /** The try was right: nothing is held against this key any more. */
  forgive(key: string): void
}

type Tries = { failed: number; until: number }

const forgetAfter = 15 * 60_000
const most = 50_000

/**
 * Each wrong try after the first `free` doubles the wait, from one second up to `longest`. It only ever delays: nobody can be locked out by
 * somebody else who knows their address. Tries are counted before they are checked, so that many at once gain nothing.
 */
export function createDelay(clock: () => number, { free, longest }: { free: number; longest: number }): Delay {
  const tries = new Map<string, Tries>()
  return {
    attempt(key) {
      const now = clock()
      const before = tries.get(key)
      if (before && now < before.until) return before.until - now
      const failed = before && now < before.until + forgetAfter ? before.failed + 1 : 1
      const wait = failed > free ? Math.min(1_000 * 2 ** (failed - free - 1), longest) : 0
      tries.delete(key)
      tries.set(key, { failed, until: now + wait })
      if (tries.size > most) tries.delete(tries.keys().next().value as string)
      return 0
    },
    forgive(key) {
      tries.delete(key)
    },
  }
}
