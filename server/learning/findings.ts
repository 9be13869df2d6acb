import type { EscalationReason, FactOf, Numbered, Signals } from '@baton/contracts/facts.ts'
import type { QuestionWhy } from '@baton/contracts/gaps.ts'
import type { ReviewWhy, Verdict } from '@baton/contracts/reviews.ts'

type Answer = FactOf<'botSaid' | 'botHeldBack' | 'botAsked'>
/** A visitor's question that was not answered well. `line` is the number of its last line. */
export type FoundQuestion = {
  line: number
  text: string
  at: number
  why: QuestionWhy[]
  confidence: number | null
  /** What the bot came nearest to with it. */
  chunk: string | null
  signals: Signals | null
}
export type FoundReview = {
  answer: number
  at: number
  question: string
  said: Answer
  why: ReviewWhy[]
  note: string | null
  judged: { by: string; at: number; verdict: Verdict; text: string | null } | null
}

/** How far above the threshold an answer still is worth a look. */
const hardly = 0.1

/** A person came because the bot was not enough; other reasons say nothing of what it knows. */
const missed = new Set<EscalationReason>([
  ...(['asked', 'unsure', 'botFailed', 'frustration', 'repeated', 'unresolved', 'circles', 'exchanges'] as const),
])

type Asked = {
  line: number
  lines: number[]
  text: string
  at: number
  answer: Numbered<Answer> | null
  why: Set<QuestionWhy>
  signals: Signals | null
  helpful: boolean | null
  smallTalk: boolean
}

/**
 * What a conversation's facts say about the bot's answers. The same facts always give the same, so that what is stored can be brought in line
 * with it at any time.
 */
export function findingsOf(facts: readonly Numbered[]): { questions: FoundQuestion[]; reviews: FoundReview[] } {
  const reading = new Reading()
  for (const one of facts) reading.read(one)
  return { questions: reading.questions(), reviews: reading.reviews() }
}

class Reading {
  /** Lines that nothing has answered yet. */
  #open: { n: number; at: number; text: string }[] = []
  #asked: Asked[] = []
  /** The first of this episode, as a place among `#asked`. */
  #episode = 0
  #signals = new Map<number, Signals>()
  #flagged = new Map<number, string>()
  #reviewed = new Map<number, FoundReview['judged']>()

  read({ n, at, fact }: Numbered): void {
    switch (fact.type) {
      case 'episodeBegan':
        this.#open = []
        this.#episode = this.#asked.length
        return
      case 'handedBack':
        this.#open = []
        return
      case 'closed':
        if (fact.outcome === 'spam') this.#asked.length = this.#episode
        return
      case 'visitorSaid':
        this.#open.push({ n, at, text: fact.text })
        return
      case 'visitorChose':
        this.#chose(fact)
        // "None of these" is an answer, not a question.
        if (fact.choice !== null) this.#open.push({ n, at, text: fact.text })
        return
      case 'offerAnswered':
        // "Yes please" is an answer as well.
        if (fact.how === 'words') this.#open.pop()
        return
      case 'lineRead':
        this.#read(fact)
        return
      case 'ruleApplied':
        if (fact.flag && fact.line !== null) this.#flagged.set(fact.line, fact.name)
        return
      case 'botSaid':
      case 'botHeldBack':
      case 'botAsked':
        this.#answered({ n, at, cause: '', fact })
        return
      case 'answerRated':
        this.#rated(fact)
        return
      case 'escalated':
        this.#escalated(fact)
        return
      case 'answerReviewed':
        this.#reviewed.set(fact.answer, { by: fact.name, at, verdict: fact.verdict, text: fact.text })
        return
    }
  }

  questions(): FoundQuestion[] {
    return this.#asked
      .filter(({ why, helpful, smallTalk }) => why.size > 0 && !helpful && !smallTalk)
      .map(({ line, text, at, why, answer, signals }) => ({
        line,
        text,
        at,
        why: [...why],
        confidence: answer?.fact.confidence ?? null,
        chunk: answer?.fact.tried[0]?.chunk ?? null,
        signals,
      }))
  }

  reviews(): FoundReview[] {
    return this.#asked.flatMap((asked) => {
      const { answer } = asked
      if (!answer) return []
      const judged = this.#reviewed.get(answer.n) ?? null
      const flag = asked.lines.map((line) => this.#flagged.get(line)).find((name) => name !== undefined)
      const why: ReviewWhy[] = []
      if (flag !== undefined) why.push('rule')
      if (isLow(answer.fact)) why.push('low')
      if (asked.helpful === false) why.push('unhelpful')
      if (why.length === 0 && !judged) return []
      return [
        {
          answer: answer.n,
          at: answer.at,
          question: asked.text,
          said: answer.fact,
          why: why.length > 0 ? why : ['agent'],
          note: flag ?? null,
          judged,
        },
      ]
    })
  }

  #read({ line, signals }: FactOf<'lineRead'>): void {
    this.#signals.set(line, signals)
    const { repeat } = signals
    if (!repeat || repeat.times < 2) return
    const earlier = this.#asked.find(({ lines }) => lines.includes(repeat.line))
    if (earlier) earlier.why.add('repeated')
  }

  #answered(answer: Numbered<Answer>): void {
    const { fact } = answer
    const asked = this.#take(fact.answers)
    if (!asked) return
    asked.answer = answer
    asked.smallTalk = fact.mode === 'smalltalk'
    if (fact.type === 'botHeldBack') asked.why.add('unsure')
    if (fact.type === 'botAsked') asked.why.add('askedBack')
    this.#asked.push(asked)
  }

  /** The lines up to and including that number, as one question. */
  #take(line: number): Asked | null {
    const taken = this.#open.filter(({ n }) => n <= line)
    this.#open = this.#open.filter(({ n }) => n > line)
    const last = taken.at(-1)
    if (!last) return null
    const signals = this.#signals.get(last.n) ?? null
    const text = taken.map((one) => one.text).join('\n')
    return {
      line: last.n,
      lines: taken.map(({ n }) => n),
      text,
      at: last.at,
      answer: null,
      why: new Set(),
      signals,
      helpful: null,
      smallTalk: false,
    }
  }

  #chose({ asked: n, choice }: FactOf<'visitorChose'>): void {
    if (choice === null) return
    // It was one of those: the bot knew.
    this.#asked.find(({ answer }) => answer?.n === n)?.why.delete('askedBack')
  }

  #rated({ answer: n, helpful }: FactOf<'answerRated'>): void {
    const asked = this.#asked.find(({ answer }) => answer?.n === n)
    if (!asked) return
    asked.helpful = helpful
    if (helpful) asked.why.delete('unhelpful')
    else asked.why.add('unhelpful')
  }

  #escalated({ reason, evidence }: FactOf<'escalated'>): void {
    if (!missed.has(reason)) return
    if (evidence.kind === 'error') {
      const asked = this.#take(evidence.line)
      if (asked && !asked.signals?.smallTalk) this.#asked.push(asked)
    }
    // Whoever asks for a person says so in a line that is no question; what they asked before is.
    this.#asked
      .slice(this.#episode)
      .findLast(({ smallTalk }) => !smallTalk)
      ?.why.add('handedOver')
  }
}

function isLow({ type, mode, confidence, threshold }: Answer): boolean {
  return type === 'botSaid' && mode !== 'smalltalk' && confidence >= threshold && confidence < threshold + hardly
}
