/** What became of a load: how long each that arrived was on its way, in ms, and how many never did. */
export type Load = { latencies: number[]; sent: number; lost: number; perSecond: number }

type Options = {
  rate: number
  seconds: number
  /** Sends the next one and returns what names it. */
  send: (i: number) => string
}

/** Waited for what is still on its way when the last has been sent, in ms. */
const patience = 5_000

/**
 * Sends at a steady rate whether or not answers come (an open loop: a server that stalls can't slow its load down and so look fast).
 * Whoever receives calls `arrived` with the name.
 */
export function openLoop({ rate, seconds, send }: Options): { arrived: (name: string) => void; over: Promise<Load> } {
  const started = performance.now()
  const total = Math.round(rate * seconds)
  const underWay = new Map<string, number>()
  const latencies: number[] = []
  let sent = 0
  let last = started
  const over = new Promise<Load>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - started) / 1_000) * rate))
      for (; sent < due; sent++) underWay.set(send(sent), performance.now())
      const waited = performance.now() - started - seconds * 1_000
      if (sent < total || (underWay.size > 0 && waited < patience)) return
      clearInterval(timer)
      resolve({ latencies, sent, lost: underWay.size, perSecond: latencies.length / ((last - started) / 1_000) })
    }, 1)
  })
  function arrived(name: string): void {
    const since = underWay.get(name)
    if (since === undefined) return
    underWay.delete(name)
    last = performance.now()
    latencies.push(last - since)
  }
  return { arrived, over }
}
