import { persona as personaSchema } from '@baton/contracts/answering.ts'
import type { Grounds } from '@baton/contracts/facts.ts'
import type { Answer, NoAnswer, Question } from './answer.ts'
import { supportOf, unspeakable, type Wrong, wrongWith } from './check.ts'
import { sayable } from './clean.ts'
import { ask, cap, citedBy, judge } from './grounded.ts'
import type { ChatModel, Said } from './model.ts'
import type { Header, Sentence } from './reading.ts'
import type { Found, Passage } from './search.ts'
import { choicesOf, sourceOf, triedOf } from './sources.ts'

/**
 * Has a model write the answer. It is decided by what the model says first; then each sentence is held against the passages that it cites before
 * anybody hears it, and the first that does not stand ends the answer.
 */
export async function write(asked: Question & { model: ChatModel }, { passages, sure }: Found): Promise<Answer | NoAnswer> {
  const { bot, question, history, listening } = asked
  const mark = passages[0]?.chunk.slice(0, 8) ?? 'data'
  const instructed = { ...bot, persona: bot.persona ?? personaSchema.parse({}) }
  const order = ask(question, history, passages, instructed, mark)
  const draft = new Written(asked, passages, sure, order.instructions)
  const result = await asked.model.ask(
    order,
    {
      header: (said) => draft.begin(said),
      async sentence(said) {
        const text = draft.add(said)
        if (text === null) return false
        if (text === '' || !listening || !draft.worth(listening.threshold)) return true
        draft.heard++
        return (await listening.sentence(text)) || draft.leave()
      },
    },
    asked.signal,
  )
  return draft.end(result)
}

/** An answer as far as it is written. */
class Written {
  heard = 0
  readonly #asked: Question
  readonly #passages: readonly Passage[]
  readonly #sure: number
  readonly #instructions: string
  #worth: (Omit<Grounds, 'supported'> & { confidence: number; cited: Passage[] }) | null = null
  readonly #cited: Passage[] = []
  readonly #texts: string[] = []
  readonly #support: number[] = []
  #wrong: Wrong | null = null
  #left = false

  constructor(asked: Question, passages: readonly Passage[], sure: number, instructions: string) {
    this.#asked = asked
    this.#passages = passages
    this.#sure = sure
    this.#instructions = instructions
  }

  begin(said: Header): boolean {
    const worth = judge(said, this.#passages, this.#sure)
    this.#worth = { ...worth, confidence: cap(this.#asked.calibrate?.(worth.raw, 'model') ?? worth.raw, worth.caps) }
    return said.answerable !== 'no'
  }

  worth(threshold: number): boolean {
    return (this.#worth?.confidence ?? 0) >= threshold
  }

  /** A sentence as it may be said, or null when it does not stand. */
  add({ text, citations }: Sentence): string | null {
    const said = sayable(text)
    if (said === '') return ''
    const cited = citedBy(citations, this.#passages)
    const { bot, question, history } = this.#asked
    const lines = [...history, { by: 'visitor' as const, text: question }]
    this.#wrong = wrongWith(said, { cited, lines, bot, instructions: this.#instructions })
    if (this.#wrong && unspeakable.includes(this.#wrong)) return null
    this.#support.push(supportOf(said, cited))
    const numbers = cited.map((passage) => this.#number(passage))
    const marked = this.#wrong === null && (this.#worth?.cited.length ?? 0) > 1 ? said + numbers.map(superscript).join('') : said
    this.#texts.push(marked)
    return this.#wrong === null ? `${this.#texts.length > 1 ? ' ' : ''}${marked}` : null
  }

  /** Whoever listened has gone. */
  leave(): false {
    this.#left = true
    return false
  }

  end(result: Said): Answer | NoAnswer {
    const held = this.#draft()
    if (this.heard > 0) {
      if (this.#left) return { cut: 'overtaken', held: null }
      if (this.#wrong) return { cut: 'unsupported', held }
      if (!result.ok) return { cut: 'cutOff', held: null }
    }
    if (!result.ok) return { failed: result.failed }
    if (this.#wrong === 'promise') return { failed: 'promise' }
    if (!held || (held.text === '' && result.said.answerable !== 'no' && !this.#wrong)) return { failed: 'empty' }
    return held
  }

  #draft(): Answer | null {
    const worth = this.#worth
    if (!worth) return null
    const caps = this.#wrong && !worth.caps.includes('notSupported') ? [...worth.caps, 'notSupported' as const] : worth.caps
    const sources = this.#cited.length > 0 ? this.#cited : worth.cited
    const { found, said, raw, mood } = worth
    return {
      text: this.#texts.join(' ').trim(),
      confidence: this.#confidence(cap(worth.confidence, caps)),
      sources: sources.map(sourceOf),
      tried: triedOf(this.#passages),
      mode: 'model',
      grounds: { found, said, raw, caps, supported: mean(this.#support), ...(mood !== undefined && { mood }) },
      choices: choicesOf(this.#passages),
    }
  }

  /** What does not stand is not said, however low the owner has set the bar. */
  #confidence(confidence: number): number {
    const bar = this.#asked.listening?.threshold ?? 1
    return this.#wrong && confidence >= bar ? Math.max(0, bar - 0.01) : confidence
  }

  #number(passage: Passage): number {
    const at = this.#cited.indexOf(passage)
    return at >= 0 ? at + 1 : this.#cited.push(passage)
  }
}

const superscript = (n: number) => [...String(n)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')

const mean = (numbers: number[]) => (numbers.length === 0 ? null : numbers.reduce((sum, n) => sum + n, 0) / numbers.length)
