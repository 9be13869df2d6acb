// `npm run simulate`: a day of many conversations on a clock of its own. The work is done in TypeScript, which Node 20 can't run by itself.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../bench/simulate/main.ts', import.meta.url))
const { status } = spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(status ?? 1)
