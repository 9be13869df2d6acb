// The rules of .dependency-cruiser.cjs, and that they were held against something: with a TypeScript it can't read,
// dependency-cruiser sees no module and finds no fault.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const folders = ['contracts', 'core', 'server', 'dashboard', 'widget']

/** Prints what is imported where it must not be, and returns whether all is right. */
export function importsAreRight(root) {
  console.log('— imports')
  const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const argv = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders]
  const { stdout, stderr } = spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (!stdout) return complain(stderr)
  const { modules, summary } = JSON.parse(stdout)
  const empty = folders.filter((folder) => !modules.some(({ source }) => source.startsWith(`${folder}/`)))
  if (empty.length > 0) return complain(`no module was seen in ${empty.join(', ')}`)
  for (const { rule, from, to } of summary.violations) console.log(`${rule.name}: ${from} → ${to}`)
  console.log(`${modules.length} modules, ${summary.violations.length} wrong imports`)
  return summary.violations.length === 0
}

function complain(why) {
  console.log(why)
  return false
}
