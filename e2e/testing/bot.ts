import type { Ask } from '@baton/server/conversations/bot-job.ts'

type Draft = Awaited<ReturnType<Ask>>

/** What a bot would say, so sure of it. */
export const draft = (text: string, confidence = 0.93): Draft => ({ text, confidence, mode: 'quote', sources: [], tried: [] })

/** A bot that writes these sentences, each when the story lets it go on. */
export function writingBot(...sentences: string[]) {
  const gates = sentences.map((text) => {
    let open = () => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    return { text, open, opened }
  })
  const waiting = [...gates]
  const ask: Ask = async ({ listening, lines }) => {
    if (lines.length === 0) return draft('', 0)
    for (const { text, opened } of gates) {
      await opened
      if (!(await listening.sentence(text))) return { cut: 'overtaken', held: null }
    }
    return { ...(draft(sentences.join('')) as object), mode: 'model' } as Draft
  }
  return { ask, goOn: () => waiting.shift()?.open() }
}

/** A bot whose answers come when the story says so: `asked` waits for the next question, which is then answered. */
export function slowBot() {
  const questions: { question: string; history: string[]; answer: (draft: Draft) => void }[] = []
  const waiting: (() => void)[] = []
  let heard = 0
  const ask: Ask = ({ question, history, lines }) => {
    // An agent's side asks for what could be suggested; no line of a visitor's waits for that.
    if (lines.length === 0) return Promise.resolve(draft('', 0))
    return new Promise((answer) => {
      questions.push({ question, history: history.map(({ text }) => text), answer })
      for (const go of waiting.splice(0)) go()
    })
  }
  const asked = async () => {
    const at = heard++
    while (!questions[at]) await new Promise<void>((go) => waiting.push(go))
    return questions[at]
  }
  return { ask, asked, count: () => questions.length }
}
