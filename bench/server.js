// The server as it is shipped (server/dist), in a process of its own and without limits on how often one sender may act. Plain
// JavaScript, so that nothing but the bundle is loaded and measured.
import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const dist = new URL('../server/dist/', import.meta.url)
const main = readdirSync(dist).find((name) => /^main-\w+\.js$/.test(name))
const { startServer } = await import(new URL(main, dist).href)
const { config } = JSON.parse(process.argv[2])
const quiet = { debug() {}, info() {}, warn: console.error, error: console.error }
const { url, stop } = await startServer(config, { log: quiet, say: () => {}, limiter: { take: () => 0 } })
process.stdout.write(`${url}\n`)
process.on('SIGTERM', () => void stop().then(() => process.exit(0)))

// How late its timers were since it was last asked, in ms, and the memory of the process in bytes.
const loop = monitorEventLoopDelay({ resolution: 1 })
process.on('message', () => {
  process.send?.({ p99: loop.percentile(99) / 1e6, longest: loop.max / 1e6, rss: process.memoryUsage.rss() })
  loop.reset()
  loop.enable()
})
