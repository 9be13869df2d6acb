/** What the scorer prints per task. */
export type Scores = Record<string, Record<string, number | null | object> | undefined>

/** Below these, `npm run eval` fails. Issue by issue they only go up. In points of 100. */
const floors: Record<string, Record<string, number>> = {
  'faq/banking55': { r1: 77, r5: 95, contained_at_70: 55, precision_at_70: 85, auroc_correct: 86 },
  'faq/clinc_a': { r1: 81, r5: 96, contained_at_70: 56, precision_at_70: 91, auroc_correct: 91 },
  'faq/curekart': { r1: 79, r5: 96, contained_at_70: 53, precision_at_70: 89, auroc_correct: 89 },
  'faq/northpeak': { r1: 76, r5: 93, contained_at_70: 34, precision_at_70: 92, auroc_correct: 85 },
  'docs/ibmcloud': { hit1: 80, hit5: 93, answer_f1: 33, auroc_correct: 84, contained_at_70: 55 },
  'conversations/northpeak': { gt0: 40 },
  'signals/human_request': { f1: 95, precision: 97 },
  'signals/human_request_multi': { f1: 95 },
  'signals/false_promises': { f1: 85 },
  'signals/keywords': { f1: 92, precision: 92 },
  'signals/frustration': { f1: 90, precision: 92 },
  'signals/repeat': { f1: 86 },
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
