// What every command does first: install when the lock changed, build when the sources did. Plain JavaScript, no packages.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stale } from './freshness.js'
import { install, installed } from './install.js'

/**
 * Installs and builds what is missing. `dev` asks for the development tools as well, `build: false` leaves the building to the caller.
 * Two that start together do it once.
 */
export async function prepare(root, { dev, build: wanted = true }) {
  const due = () => (wanted ? stale(root) : [])
  if (installed(root, dev) && due().length === 0) return
  const release = await takeTurns(join(root, '.baton'))
  try {
    if (!installed(root, dev)) {
      console.error('Installing what Baton needs; this takes about a minute.')
      install(root, dev)
    }
    const names = due()
    if (names.length > 0) {
      console.error(`Building ${names.join(', ')}.`)
      const { build } = await import('./build.js')
      await build(root, names)
    }
  } finally {
    release()
  }
}

/** One at a time for each checkout, by a file with the holder's number in it. Returns what gives the turn back. */
async function takeTurns(folder) {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'preparing')
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code === 'EACCES' || error.code === 'EROFS')
        throw new Error(`${folder} can't be written; run this as the user that owns the checkout.`)
      if (error.code !== 'EEXIST') throw error
    }
    clearAbandoned(file)
    await wait(100)
  }
}

// Renamed first, so that of several that find it abandoned only one removes it.
function clearAbandoned(file) {
  try {
    const holder = Number(readFileSync(file, 'utf8'))
    const written = statSync(file).mtimeMs
    if (holder ? isAlive(holder) : Date.now() - written < 1_000) return
    const aside = `${file}-${process.pid}`
    renameSync(file, aside)
    rmSync(aside, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
