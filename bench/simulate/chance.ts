/** Everything random in a simulation: the same seed, the same day. */
export type Chance = {
  /** From 0 up to, but not including, 1. */
  next(): number
  /** True so often. */
  often(share: number): boolean
  between(from: number, to: number): number
  /** Exponential with this mean. */
  around(mean: number): number
  pick<T>(all: readonly T[]): T | undefined
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  // Mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    often: (share) => next() < share,
    between: (from, to) => from + next() * (to - from),
    around: (mean) => -mean * Math.log(1 - next()),
    pick: (all) => all[Math.floor(next() * all.length)],
  }
}
