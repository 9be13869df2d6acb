// Are the packages of the lock file here, and if not, get them. Plain JavaScript, no packages.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const stampOf = (root) => join(root, 'node_modules', '.baton')

/** Does node_modules hold what the lock asks for? An install by hand counts; `dev` asks for the development tools as well. */
export function installed(root, dev) {
  const wanted = [lockHash(root), ...(dev ? ['full'] : [])]
  const stamp = existsSync(stampOf(root)) ? readFileSync(stampOf(root), 'utf8').split(' ') : []
  if (wanted.every((word) => stamp.includes(word))) return true
  if (!matches(root, dev)) return false
  mark(root, dev || matches(root, true))
  return true
}

/** Installs from the lock, without running anybody's install scripts. Whoever had the development tools keeps them. */
export function install(root, dev) {
  const full = dev || Object.values(packagesIn(join(root, 'node_modules', '.package-lock.json'))).some((entry) => entry.dev)
  const flags = ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error', ...(full ? ['--include=dev'] : ['--omit=dev'])]
  // Under `npm start` this is the npm that runs us; it also works where only npx or a wrapper is on the path.
  const npm = process.env.npm_execpath
  const [program, ...first] = npm?.endsWith('npm-cli.js') ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const done = spawnSync(program, [...first, ...flags], { cwd: root, stdio: ['ignore', 2, 2], shell: program === 'npm.cmd' })
  if (done.status !== 0) throw new Error('The packages could not be installed; the lines above say why.')
  mark(root, full)
}

function mark(root, full) {
  try {
    writeFileSync(stampOf(root), `${lockHash(root)} ${full ? 'full' : 'production'}`)
  } catch (error) {
    // Somebody else's node_modules serves as well; it is only compared anew each time.
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
  }
}

// npm writes down what it installed. Optional packages may be missing: most of them are for other systems.
function matches(root, dev) {
  const have = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  const want = packagesIn(join(root, 'package-lock.json'))
  return Object.entries(want).every(([path, { version, link, optional, dev: tool, devOptional }]) => {
    if (!path.startsWith('node_modules/') || link || (!dev && (tool || devOptional))) return true
    return have[path] ? have[path].version === version : Boolean(optional)
  })
}

function packagesIn(lock) {
  return existsSync(lock) ? JSON.parse(readFileSync(lock, 'utf8')).packages : {}
}

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}
