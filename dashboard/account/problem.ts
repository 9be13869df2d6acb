import { Refused } from '../live/call.ts'
import { t } from './text.ts'

/** The sentence for whatever went wrong with a call. */
export function sentenceFor(error: unknown): string | null {
  if (error === null || error === undefined) return null
  if (error instanceof Refused) return error.message
  return error instanceof TypeError ? t('offline') : String((error as Error).message ?? error)
}

/** The sentence for one field of a form, when the server named it. */
export function problemAt(error: unknown, path: string): string | null {
  if (!(error instanceof Refused) || error.refusal.no !== 'invalid') return null
  return error.refusal.path === path || error.refusal.path.endsWith(`.${path}`) ? error.refusal.problem : null
}
