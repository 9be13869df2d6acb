/** Lets whatever waits go first: long work is done in pieces with this between them. */
export const pause = () => new Promise<void>((resolve) => setImmediate(resolve))
