import type { FactKind } from '@baton/core/known-facts.ts'
import { words } from '../ui/words.ts'

const kinds: Record<FactKind, string> = { email: 'E-mail', order: 'Order', phone: 'Phone', amount: 'Amount', date: 'Date' }
const asked: Record<FactKind, string> = {
  email: 'the e-mail',
  order: 'the order number',
  phone: 'the phone number',
  amount: 'the amount',
  date: 'the date',
}

export const g = words({
  summary: 'Summary',
  by: (model: string) => `written by ${model}`,
  goal: 'Wants',
  mood: 'Mood',
  kind: (kind: FactKind) => kinds[kind],
  missing: 'Not told yet',
  firstLine: 'Suggested first line',
  suggested: 'The bot would say',
  use: 'Use',
  dismiss: 'Dismiss',
  sources: (names: string) => `from ${names}`,
  alreadyTold: (who: string, kind: FactKind, value: string) => `${who} has told ${asked[kind]} already: ${value}`,
})
