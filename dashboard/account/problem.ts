import { Refused } from '../live/call.ts'
import { t } from './text.ts'

/** The sentence for whatever went wrong with a call. */
export function sentenceFor(error: unknown): string | null {
  if (error === null || error === undefined) return null
  if (error instanceof Refused) return error.message
  return error instanceof TypeError ? t('offline') : String((error as Error).message ?? error)
}
