/** What may be logged of an error: enough to find the bug, and nothing that somebody wrote, knows or searched for. */
export type Fault = { name: string; code?: string; table?: string; constraint?: string; message?: string; at?: string[] }

// Their messages speak of code; a parser's or the database's would quote the text it stumbled over.
const speaksOfCode = new Set(['TypeError', 'ReferenceError', 'RangeError', 'Plain'])

/** A surprise, as it may be logged: database errors by code, table and constraint; never values, SQL or texts. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error }
  const fault: Fault = { name: error.name }
  for (const key of ['code', 'table', 'constraint'] as const) {
    const value = (error as { [K in typeof key]?: unknown })[key]
    if (typeof value === 'string') fault[key] = value.slice(0, 100)
  }
  if (speaksOfCode.has(error.name)) fault.message = error.message.slice(0, 300)
  fault.at = framesOf(error)
  return fault
}

/** The database is away, ending, full or out of connections: nothing was done, and trying again helps. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (/^(08...|57P0[1-3]|53...|25006|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code)) return true
  // The database's socket is gone; any other file that is missing is a bug.
  if (code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect') return true
  return /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/.test(
    error.message,
  )
}

/** PostgreSQL can't hold the value: a number out of range, a NUL or half a surrogate. Schemas stop these; this is the net below them. */
export function isUnstorable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^22(003|021|P02|P05)$/.test(String(error.code))
}

function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((text) => /^\s+at /.test(text))
    .slice(0, 12)
    .map((text) => text.trim())
}
