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

/** Installs from the lock, without running anybody's install scripts. */
export function install(root, dev) {
  const flags = ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error', ...(dev ? ['--include=dev'] : ['--omit=dev'])]
  // Under `npm start` this is the npm that runs us; it also works where only npx or a wrapper is on the path.
  const npm = process.env.npm_execpath
  const [program, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const done = spawnSync(program, [...first, ...flags], { cwd: root, stdio: ['ignore', 2, 2], shell: program === 'npm.cmd' })
  if (done.status !== 0) throw new Error('The packages could not be installed; the lines above say why.')
  mark(root, dev)
}

function mark(root, full) {
  try {
    writeFileSync(stampOf(root), `${lockHash(root)} ${full ? 'full' : 'production'}`)
  } catch (error) {
    // Somebody else's node_modules serves as well; it is only compared anew each time.
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
  }
}

// npm writes down what it installed. Packages for other systems are missing from it, rightly.
function matches(root, dev) {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const have = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(want).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') || entry.link || (!dev && (entry.dev || entry.devOptional))) return true
    return have[path] ? have[path].version === entry.version : Boolean(entry.optional && !fits(entry)) || Boolean(entry.peer)
  })
}

function fits({ os = [process.platform], cpu = [process.arch], libc }) {
  return os.includes(process.platform) && cpu.includes(process.arch) && !(libc && process.platform === 'linux')
}

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}
