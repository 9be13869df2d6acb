import { setTimeout as wait } from 'node:timers/promises'

const mostAtOnce = 2
/** Between two requests to one host, in ms, where the site asks for nothing else. */
const usualPause = 50

type Host = { active: number; nextAt: number; waiting: (() => void)[] }

/** Keeps us polite, whatever number of sources lie on one host: two requests at once, and a pause between any two. */
export class HostGate {
  readonly #hosts = new Map<string, Host>()

  /** Waits for its turn, does the work, lets the next one in. `delay` (ms) is what the site asks for: then one at a time. */
  async pass<T>(url: string, delay: number | null, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const key = new URL(url).host
    const host = this.#hosts.get(key) ?? { active: 0, nextAt: 0, waiting: [] }
    this.#hosts.set(key, host)
    while (host.active >= (delay === null ? mostAtOnce : 1)) await new Promise<void>((free) => host.waiting.push(free))
    host.active++
    try {
      const at = Math.max(host.nextAt, performance.now())
      host.nextAt = at + (delay ?? usualPause)
      await wait(at - performance.now(), undefined, { signal }).catch(() => {})
      return await work()
    } finally {
      host.active--
      host.waiting.shift()?.()
      if (host.active === 0 && host.waiting.length === 0 && host.nextAt <= performance.now()) this.#hosts.delete(key)
    }
  }

  /** The host asked for a pause of `ms`. */
  rest(url: string, ms: number): void {
    const host = this.#hosts.get(new URL(url).host)
    if (host) host.nextAt = Math.max(host.nextAt, performance.now() + ms)
  }
}
