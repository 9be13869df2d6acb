import type { EscalationReason } from '@baton/contracts/facts.ts'

/** Each reason as a heading or a line of a list says it. */
export const reasons: Record<EscalationReason, string> = {
  asked: 'Asked for a person',
  unsure: 'The bot was unsure',
  botFailed: 'The bot failed',
  agentLeft: 'Their agent left',
  keyword: 'Used one of your keywords',
  rule: 'A rule of yours',
  topic: 'Wrote about one of your topics',
  frustration: 'Sounds frustrated',
  repeated: 'Asked the same again',
  unresolved: 'Said that it didn’t help',
  circles: 'Going round in circles',
  exchanges: 'Not solved after several answers',
  returned: 'Came back after you closed',
  transferred: 'Handed on by a colleague',
  agentSilent: 'Their agent fell silent',
}
