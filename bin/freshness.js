// Is a build older than what it was built from? Cheap: sizes and times of the sources, no reading. Plain JavaScript, no packages.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What is built, and from which folders. */
export const workshops = {
  server: ['contracts', 'core', 'server'],
  dashboard: ['contracts', 'core', 'dashboard'],
  widget: ['contracts', 'core', 'widget'],
}

const skipped = new Set(['node_modules', 'dist', 'testing', 'coverage'])

/** The names of the builds that are missing or older than their sources. */
export function stale(root) {
  return Object.keys(workshops).filter((name) => {
    const stamp = stampOf(root, name)
    return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint(root, name)
  })
}

/** Where a build notes what it was made from. */
export function stampOf(root, name) {
  return join(root, name, 'dist', '.built-from')
}

/** A line that changes whenever a source of the build does. */
export function fingerprint(root, name) {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', 'package.json', 'bin/build.js']) note(hash, join(root, file), file)
  for (const folder of workshops[name]) walk(hash, join(root, folder), folder)
  return hash.digest('hex')
}

function walk(hash, folder, name) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skipped.has(entry.name) || entry.name.includes('.test.')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) walk(hash, path, `${name}/${entry.name}`)
    else note(hash, path, `${name}/${entry.name}`)
  }
}

function note(hash, path, name) {
  const { size, mtimeMs } = statSync(path)
  hash.update(`${name} ${size} ${mtimeMs}\n`)
}
