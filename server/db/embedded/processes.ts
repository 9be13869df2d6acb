import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { codeOf } from '../../fail.ts'

/** PostgreSQL's own environment: nothing of ours gets in, and its messages are in English, which we read. */
export function environment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env
  return { LC_ALL: 'C', ...(SystemRoot ? { SystemRoot } : {}) }
}

/** Does a process of this number run, whoever it belongs to? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** The name of a process's program, or the empty string where the system doesn't say. */
export function nameOf(pid: number): string {
  if (process.platform === 'linux') {
    const file = `/proc/${pid}/comm`
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  }
  return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout?.trim() ?? ''
}
