import { getPriority, setPriority } from 'node:os'

const steps = 5

/** Lets this thread give way to the one that takes visitors' lines. Elsewhere than on Linux priorities are the whole process's, and stay. */
export function stepBehind(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(Math.min(19, getPriority() + steps))
  } catch {
    // Where that is forbidden, all threads are equal.
  }
}
