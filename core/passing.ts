import type { Conversation, Holder } from '@baton/contracts/conversation.ts'

/** What was overtaken before a passage is of no account after it. */
export function pass(c: Conversation, holder: Holder): Conversation {
  return { ...c, holder, tenure: c.tenure + 1, superseded: false, offer: null, planned: null, asking: null, nudged: false }
}

export function union<T extends string>(a: readonly T[], b: readonly T[]): T[] {
  return [...new Set([...a, ...b])]
}
