// `npm run check`: everything about the code that needs no test run. Runs all of it, then says what failed.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const checks = {
  'format and lint': ['@biomejs/biome/bin/biome', 'check', '.'],
  types: ['typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
  'dead code': ['knip/bin/knip.js'],
}

await prepare(root, { dev: true }).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
const failed = Object.entries(checks)
  .filter(([name, [file, ...argv]]) => !passes(name, join(root, 'node_modules', file), argv))
  .map(([name]) => name)
const { importsAreRight } = await import('./imports.js')
if (!importsAreRight(root)) failed.push('imports')
console.log(failed.length > 0 ? `Failed: ${failed.join(', ')}.` : 'All checks passed.')
process.exit(failed.length > 0 ? 1 : 0)

function passes(name, file, argv) {
  console.log(`— ${name}`)
  return spawnSync(process.execPath, [file, ...argv], { cwd: root, stdio: 'inherit' }).status === 0
}
