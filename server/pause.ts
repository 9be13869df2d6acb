/**
 * Lets whatever waits go first: long work is done in pieces with this between them. Of several that pause at once, each goes on after another
 * look at what waits, since eight short pieces in a row are one long one.
 */
export function pause(): Promise<void> {
  last = last.then(() => new Promise((resolve) => setImmediate(resolve)))
  return last
}

let last = Promise.resolve()
