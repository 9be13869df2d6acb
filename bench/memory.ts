import { readdirSync, readFileSync } from 'node:fs'

/** Memory of a process and all its descendants, each shared page counted by its share (PSS), in bytes. Linux only. */
export function memoryOf(pid: number): number {
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
  return [...family].reduce((sum, one) => sum + pssOf(one), 0)
}

/** As `/proc/PID/stat` has it: the fourth field, after a name in brackets. */
function parentOf(name: string): [number, number][] {
  try {
    const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
    return [[Number(name), Number(fields?.[1])]]
  } catch {
    return [] // gone meanwhile
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
