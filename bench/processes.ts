import { readdirSync, readFileSync } from 'node:fs'

/** Memory of a process and all its descendants, each shared page counted by its share (PSS), in bytes. Linux only. */
export function memoryOf(pid: number): number {
  return familyOf(pid).reduce((sum, one) => sum + pssOf(one), 0)
}

/** Processor time that a process itself and all its descendants have used, in ms. A tick is 10 ms. */
export function workOf(pid: number): { own: number; others: number } {
  const others = familyOf(pid).filter((one) => one !== pid)
  return { own: ticksOf(pid) * 10, others: others.reduce((sum, one) => sum + ticksOf(one), 0) * 10 }
}

function familyOf(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap(parentOf),
  )
  const family = new Set([pid])
  for (let size = 0; size !== family.size; ) {
    size = family.size
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child)
  }
  return [...family]
}

function parentOf(name: string): [number, number][] {
  const [, parent] = statOf(name)
  return parent === undefined ? [] : [[Number(name), Number(parent)]]
}

function ticksOf(pid: number): number {
  const stat = statOf(String(pid))
  return Number(stat[11] ?? 0) + Number(stat[12] ?? 0)
}

/** The fields of `/proc/PID/stat` after the name, which stands in brackets; none when the process is gone. */
function statOf(name: string): string[] {
  try {
    return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  } catch {
    return []
  }
}

function pssOf(pid: number): number {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
    return Number(kilobytes ?? 0) * 1_024
  } catch {
    return 0
  }
}
