/** The fifteen keywords that a new bot begins with, in five groups. What costs money or a customer is offered a person; law, danger and anger get one at once. */
export const startingTerms = [
  { id: 'refund', text: 'refund', group: 'money', does: 'offer' },
  { id: 'cancel', text: 'cancel', group: 'money', does: 'offer' },
  { id: 'chargeback', text: 'chargeback', group: 'money', does: 'escalate' },
  { id: 'billing-dispute', text: 'billing dispute', group: 'money', does: 'escalate' },
  { id: 'lawyer', text: 'lawyer', group: 'legal', does: 'escalate' },
  { id: 'lawsuit', text: 'lawsuit', group: 'legal', does: 'escalate' },
  { id: 'fraud', text: 'fraud', group: 'legal', does: 'escalate' },
  { id: 'data-breach', text: 'data breach', group: 'legal', does: 'escalate' },
  { id: 'complaint', text: 'complaint', group: 'anger', does: 'offer' },
  { id: 'unacceptable', text: 'unacceptable', group: 'anger', does: 'escalate' },
  { id: 'furious', text: 'furious', group: 'anger', does: 'escalate' },
  { id: 'manager', text: 'manager', group: 'authority', does: 'escalate' },
  { id: 'supervisor', text: 'supervisor', group: 'authority', does: 'escalate' },
  { id: 'human', text: 'speak to a human', group: 'authority', does: 'escalate' },
  { id: 'urgent', text: 'urgent', group: 'urgency', does: 'offer' },
] as const
