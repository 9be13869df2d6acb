import type { EscalationReason } from '@baton/contracts/facts.ts'
import { t } from './text.ts'

/** Why somebody waits, in a list that has no line of theirs to show. */
export function reasonText(reason: EscalationReason | null): string {
  return reason === null ? t('needs') : t('reason', reason)
}
