import type { ModelTest } from '@baton/contracts/answering.ts'
import { persona } from '@baton/contracts/answering.ts'
import { ask } from '../bot/grounded.ts'
import type { ChatModel, ModelFailure, Said } from '../bot/model.ts'

const passage = {
  chunk: '00000000',
  source: '',
  position: 0,
  title: 'Opening hours',
  url: null,
  question: null,
  text: 'The shop is open from Monday to Saturday, 10 to 18.',
  score: 1,
}

/** Asks a model one fixed question, in the way that bots ask. `now` is in ms. */
export async function tryModel(model: ChatModel, now: () => number, signal: AbortSignal): Promise<ModelTest> {
  const began = now()
  let firstMs: number | null = null
  const order = ask('When is the shop open?', [], [passage], { name: 'Baton', persona: persona.parse({}) }, 'c0ffee00')
  const sentence = () => {
    firstMs ??= Math.round(now() - began)
    return true
  }
  const result = await model.ask(order, { sentence }, signal)
  const ms = Math.round(now() - began)
  if (!result.ok) return { ok: false, firstMs, ms, text: null, problem: problemOf(result) }
  const text = result.said.sentences.map((one) => one.text).join(' ')
  const right = result.said.answerable === 'yes' && result.said.citations.includes(1) && text.includes('18')
  return { ok: right, firstMs, ms, text, problem: right ? null : 'It answers, but not from what it is given. A larger model may do.' }
}

const problems: Record<ModelFailure, string> = {
  down: 'Nothing answers at this address. Is it right, and is the model running?',
  slow: 'It took too long to answer.',
  cutOff: 'The answer broke off before it was complete.',
  refused: 'It refused to answer.',
  empty: 'It answered nothing.',
  garbage: 'It answers, but not in the form that Baton asks for. A larger model may do.',
}

function problemOf({ failed, status }: Extract<Said, { ok: false }>): string {
  if (status === 401 || status === 403) return `The key was refused (${status}).`
  if (status === 404) return 'There is no model of this name at this address (404).'
  if (status === 429) return 'The provider says that its limit is reached (429).'
  if (status !== undefined) return `The provider answers with an error (${status}).`
  return problems[failed]
}
