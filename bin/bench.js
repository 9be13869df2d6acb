// `npm run bench`: how fast it is on this machine. Measures the server as it is shipped, so that is built first when it is stale.
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
await prepare(root, { dev: true }).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
const main = fileURLToPath(new URL('../bench/main.ts', import.meta.url))
const { status } = spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
