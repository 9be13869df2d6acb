import type { AnswerMode, Fact, Numbered } from '@baton/contracts/facts.ts'

export type OutcomeSource = 'reviewed' | 'chosen' | 'rated' | 'judged' | 'escalated'
/** What came of an answer; `right` is null while nobody knows. */
export type Outcome = {
  answer: number
  at: number
  mode: Exclude<AnswerMode, 'smalltalk'>
  /** Before the bot's calibration, and as it was said. */
  raw: number
  confidence: number
  right: boolean | null
  weight: number
  source: OutcomeSource | null
}

/** How much each tells: a colleague's word all, a visitor's much, that somebody came in after it little. The first that there is counts. */
const weights: Record<OutcomeSource, number> = { reviewed: 1, chosen: 0.8, rated: 0.6, judged: 0.3, escalated: 0.3 }
const order: OutcomeSource[] = ['reviewed', 'chosen', 'rated', 'judged', 'escalated']
/** Reasons that say something about the answer before. */
const telling = new Set(['asked', 'unsure', 'repeated', 'unresolved', 'circles', 'frustration'])

/** What came of each answer of a conversation, by its facts. */
export function outcomesOf(facts: readonly Numbered[]): Outcome[] {
  const outcomes: Outcome[] = []
  for (const [i, { n, at, fact }] of facts.entries()) {
    if (fact.type !== 'botSaid' && fact.type !== 'botAsked' && fact.type !== 'botHeldBack') continue
    if (fact.mode === 'smalltalk' || (fact.type === 'botHeldBack' && fact.text === '')) continue
    const said = signsOf(n, fact, facts.slice(i + 1))
    const source = order.find((one) => said.has(one)) ?? null
    const { mode, confidence, grounds } = fact
    const weight = source === null ? 0 : weights[source]
    const right = source === null ? null : (said.get(source) ?? null)
    outcomes.push({ answer: n, at, mode, raw: grounds?.raw ?? confidence, confidence, right, weight, source })
  }
  return outcomes
}

/** What the facts after an answer say of it. */
function signsOf(n: number, answer: Fact, later: readonly Numbered[]): Map<OutcomeSource, boolean> {
  const said = new Map<OutcomeSource, boolean>()
  let last = true
  for (const { fact } of later) {
    if (fact.type === 'answerReviewed' && fact.answer === n) said.set('reviewed', fact.verdict === 'right')
    if (fact.type === 'answerRated' && fact.answer === n) said.set('rated', fact.helpful)
    if (fact.type === 'visitorChose' && fact.asked === n) said.set('chosen', fact.choice === 0)
    if (!last) continue
    if (fact.type === 'botSaid' || fact.type === 'botAsked' || fact.type === 'episodeBegan') last = false
    if (fact.type === 'visitorJudged' && answer.type === 'botSaid') said.set('judged', fact.solved)
    if (fact.type === 'escalated') {
      // Of what was never said, a person who came in says nothing: they came because it was not said.
      if (answer.type === 'botSaid' && telling.has(fact.reason)) said.set('escalated', false)
      last = false
    }
  }
  return said
}
