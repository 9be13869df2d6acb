import type { Signals } from '@baton/contracts/facts.ts'
import type { Policy, Topic } from '@baton/contracts/policy.ts'
import type { Fitting } from '@baton/core/replay.ts'
import { asLine, type Examples, encodeTopics, fits } from '../bot/signals.ts'
import type { Meaning } from '../encoder/meaning.ts'

/** Null where a line was read by another encoder than there is now. */
type Scorer = (signals: Signals, text: string) => Fitting | null

/**
 * How recorded lines fit the topics of two policies. A score that was recorded counts; a topic that is new, or is told by other examples in the draft,
 * is compared with the vector that is stored with the line. Where that has none, words decide, as they did then.
 */
export async function topicScorer(meaning: Meaning | null, today: Policy, draft: Policy, signal: AbortSignal): Promise<Scorer> {
  const [known, wanted] = [topicsOf(today), topicsOf(draft)]
  const [before, after] = [await encodeTopics(meaning, known, signal), await encodeTopics(meaning, wanted, signal)]
  const kept = new Set(known.map(told))
  const trusted = new Set(wanted.filter((one) => kept.has(told(one))).map(({ id }) => id))
  return (signals, text) => {
    const scored = (all: readonly Examples[], counts: (topic: string) => boolean) =>
      all.flatMap((one) => {
        const score = (counts(one.topic) ? recordedIn(signals, one.topic) : null) ?? compared(signals, text, one, meaning)
        return score === null ? [] : [{ topic: one.topic, score }]
      })
    const found = { today: scored(before, () => true), draft: scored(after, (topic) => trusted.has(topic)) }
    return found.today.length === before.length && found.draft.length === after.length ? found : null
  }
}

function topicsOf({ triggers }: Policy): Topic[] {
  return triggers.topics.on ? triggers.topics.topics : []
}

/** What a topic is told by: one of that name with other examples is another topic. */
function told({ id, name, examples }: Topic): string {
  return JSON.stringify([id, name, ...examples])
}

function recordedIn({ topics }: Signals, topic: string): number | null {
  return topics.find((one) => one.topic === topic)?.score ?? null
}

function compared(signals: Signals, text: string, { examples }: Examples, meaning: Meaning | null): number | null {
  const able = signals.vector === null || (signals.encoder === meaning?.name && examples.every(({ vector }) => vector !== null))
  return able ? fits(asLine(text, signals), examples) : null
}
