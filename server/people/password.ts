import { hash, verify } from '@node-rs/argon2'

// OWASP's choice for Argon2id (algorithm 2): 19 MiB, two passes, one lane (Password Storage Cheat Sheet).
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Each holds 19 MiB and a core: more at once would only be slower, for everybody. */
const atOnce = 2
const mostWaiting = 100

/** Hashes a password for keeping, or says `tryAgain` when too many are being hashed. */
export async function hashPassword(password: string): Promise<string | { no: 'tryAgain' }> {
  return inTurn(() => hash(password, options))
}

/** Whether this is the password. Without a hash (nobody there, not yet accepted) it takes as long and is always false. */
export async function isPassword(kept: string | null, password: string): Promise<boolean | { no: 'tryAgain' }> {
  return inTurn(async () => {
    const right = await verify(kept ?? (await nobodys()), password)
    return right && kept !== null
  })
}

let nobody: Promise<string> | undefined
function nobodys(): Promise<string> {
  nobody ??= hash('nobody has this password', options)
  return nobody
}

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T | { no: 'tryAgain' }> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) return { no: 'tryAgain' }
    await new Promise<void>((go) => waiting.push(go))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
