/** What the scorer prints per task. */
export type Scores = Record<string, Record<string, number | null | object> | undefined>

/** Below these, `npm run eval` fails. Issue by issue they only go up. In points of 100. */
const floors: Record<string, Record<string, number>> = {
  'faq/northpeak': { r1: 68, r5: 85, contained_at_70: 33, precision_at_70: 90, auroc_correct: 82 },
  'signals/human_request': { f1: 95, precision: 97 },
  'signals/human_request_multi': { f1: 95 },
  'signals/false_promises': { f1: 85 },
}

/** The sentences that say what fell through its floor; empty where all is well. Tasks that were not measured don't count. */
export function fallen(scores: Scores): string[] {
  return Object.entries(floors).flatMap(([task, mins]) =>
    Object.entries(mins).flatMap(([metric, min]) => {
      const score = scores[task]?.[metric]
      return typeof score === 'number' && score < min ? [`${task}: ${metric} is ${score}, below its floor of ${min}.`] : []
    }),
  )
}
