import { type BaseLogger, pino } from 'pino'

/** What the server's parts log to: pino's methods, `(fields, message)` or `(message)`. */
export type Log = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>

/** The server's log: JSON lines on standard error, so that standard output stays for what people read. */
export function createLog(level: string): Log {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
}

/** A log that keeps quiet, for tests and for commands whose own lines are the output. */
export const silence: Log = { debug() {}, info() {}, warn() {}, error() {} }
