/** What the scorer prints per task. */
export type Scores = Record<string, Record<string, number | null | object> | undefined>

/** Below these, `npm run eval` fails. Issue by issue they only go up. In points of 100. */
const floors: Record<string, Record<string, number>> = {
  'faq/banking55': { r1: 78, r5: 95, contained_at_70: 58, precision_at_70: 85, auroc_correct: 87 },
  'faq/clinc_a': { r1: 82, r5: 96, contained_at_70: 59, precision_at_70: 91, auroc_correct: 91 },
  'faq/curekart': { r1: 80, r5: 97, contained_at_70: 54, precision_at_70: 90, auroc_correct: 88 },
  'faq/northpeak': { r1: 77, r5: 94, contained_at_70: 49, precision_at_70: 93, auroc_correct: 90 },
  'docs/ibmcloud': { hit1: 83, hit5: 95, answer_f1: 37, auroc_correct: 87, contained_at_70: 54 },
  'conversations/northpeak': { gt0: 80 },
  'signals/human_request': { f1: 96, precision: 99 },
  'signals/human_request_multi': { f1: 98 },
  'signals/false_promises': { f1: 98 },
  'signals/keywords': { f1: 96, precision: 97 },
  'signals/frustration': { f1: 94, precision: 97 },
  'signals/repeat': { f1: 85.5 },
}
/** Above these it fails too: how far confidence may be off, what of out of scope may be answered, conversations that are handed over needlessly. */
const ceilings: Record<string, Record<string, number>> = {
  'faq/banking55': { ece: 5, oos_leak_at_70: 17 },
  'faq/clinc_a': { ece: 6, oos_leak_at_70: 4 },
  'faq/curekart': { ece: 6, oos_leak_at_70: 10 },
  'faq/northpeak': { ece: 8, oos_leak_at_70: 5 },
  'docs/ibmcloud': { ece: 9, oos_leak_at_70: 9 },
  'conversations/northpeak': { false_handoff_conv: 22 },
}

/** The sentences that say what fell through its floor or rose above its ceiling; empty where all is well. Tasks that were not measured don't count. */
export function fallen(scores: Scores): string[] {
  return [
    ...broken(scores, floors, (score, least) => score < least).map((what) => `${what}, below its floor.`),
    ...broken(scores, ceilings, (score, most) => score > most).map((what) => `${what}, above its ceiling.`),
  ]
}

function broken(scores: Scores, limits: typeof floors, breaks: (score: number, limit: number) => boolean): string[] {
  return Object.entries(limits).flatMap(([task, metrics]) =>
    Object.entries(metrics).flatMap(([metric, limit]) => {
      const score = scores[task]?.[metric]
      return typeof score === 'number' && breaks(score, limit) ? [`${task}: ${metric} is ${score}, not ${limit}`] : []
    }),
  )
}
