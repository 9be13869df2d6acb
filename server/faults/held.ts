import type { Numbered } from '@baton/contracts/facts.ts'

/** What somebody held, from when to when (ms since 1970); `until` is infinite while it is theirs. */
export type Holding = { agent: string; conversation: string; from: number; until: number; how: string }

/** Who held a conversation when, as its facts tell. Throws when they tell of two owners at once. */
export function holdings(conversation: string, facts: readonly Numbered[]): Holding[] {
  const found: Holding[] = []
  for (const { n, at, fact } of facts) {
    const last = found.at(-1)
    const open = last?.until === Number.POSITIVE_INFINITY ? last : null
    if (fact.type === 'accepted' || (fact.type === 'reopened' && !fact.waits)) {
      const how = fact.type === 'accepted' ? fact.how : fact.type
      if (open && how !== 'tookOver') throw new Error(`two owners of ${conversation} at fact ${n}`)
      if (open) open.until = at
      found.push({ agent: fact.agent, conversation, from: at, until: Number.POSITIVE_INFINITY, how })
    }
    if (open && (fact.type === 'handedBack' || fact.type === 'closed')) open.until = at
  }
  return found
}

/**
 * How many each agent held for certain at each of their acceptances, that one included: the most of it. A conversation that was let go
 * within the same millisecond does not count, so that a number over the capacity is never a false alarm; and one that stays
 * over it is seen at the next acceptance at the latest.
 */
export function mostHeld(all: readonly Holding[]): Map<string, number> {
  const most = new Map<string, number>()
  for (const { agent, from, conversation } of all) {
    const others = all.filter((one) => one.agent === agent && one.conversation !== conversation && one.from <= from && one.until > from)
    most.set(agent, Math.max(most.get(agent) ?? 0, others.length + 1))
  }
  return most
}
