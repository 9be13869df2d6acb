import type { Conversation } from '@baton/contracts/conversation.ts'
import type { BotError, Fact, Numbered, Signals } from '@baton/contracts/facts.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import type { SeenLine } from '@baton/contracts/rules.ts'
import type { Page } from '@baton/contracts/text.ts'
import { apply, opened } from '@baton/core/apply.ts'
import { type Draft, decide, type Input } from '@baton/core/decide.ts'
import type { World } from '@baton/core/decision.ts'
import { checksOf } from '@baton/core/explain.ts'
import { imagined } from '@baton/core/imagined.ts'
import { outcomeOf } from '@baton/core/outcome.ts'
import { type Ask, type Question, questionOf, type Read } from '../conversations/bot-job.ts'

export type TestDeps = { ask: Ask; read: Read | null; clock: () => number; signal: AbortSignal }
export type Line = { by: 'visitor' | 'bot'; text: string; page: Page | null }
/** What the dialogue is tried with. */
export type Tried = { bot: string; policy: Policy; names: World['names'] }

const visitor = '00000000-0000-4000-8000-000000000000'

/**
 * Takes a dialogue through the product's own reading, answering and deciding, without a database that would remember it. A line of the bot's
 * stands for its answer to the line before.
 */
export async function tryDialogue({ bot, policy, names }: Tried, dialogue: readonly Line[], deps: TestDeps): Promise<SeenLine[]> {
  const shelf = new Shelf(bot, imagined(policy, deps.clock(), names))
  const seen: SeenLine[] = []
  for (const [i, line] of dialogue.entries()) {
    if (line.by === 'bot') continue
    const next = dialogue[i + 1]
    seen.push(await tryLine(shelf, line, next?.by === 'bot' ? next.text : null, deps))
  }
  return seen
}

/** A conversation that nobody keeps. */
class Shelf {
  readonly world: World
  state: Conversation
  readonly facts: Numbered[] = []

  constructor(bot: string, world: World) {
    this.world = world
    this.state = opened(bot, visitor)
  }

  /** Decides one input, and folds what comes of it. */
  take(input: Input): Fact[] {
    const { facts } = decide(this.state, input, this.world)
    for (const fact of facts) {
      const one = { n: this.state.n + 1, at: this.world.now, cause: 'test:line', fact }
      this.facts.push(one)
      this.state = apply(this.state, one)
    }
    return facts
  }

  textOf(n: number): string | null {
    const fact = this.facts[n - 1]?.fact
    return fact && 'text' in fact ? fact.text : null
  }
}

async function tryLine(shelf: Shelf, { text, page }: Line, given: string | null, deps: TestDeps): Promise<SeenLine> {
  const from = shelf.facts.length
  shelf.take({ type: 'visitorSays', text, page })
  const n = shelf.facts.findLast(({ fact }) => fact.type === 'visitorSaid')?.n ?? shelf.state.n
  const before = stateAt(shelf, n - 1)
  const written = { ...before, page: page ?? before.page }
  const read = await readLine(shelf, n, deps)
  const answered = await answerLine(shelf, n, given, deps)
  const facts = shelf.facts.slice(from).map(({ fact }) => fact)
  const decided = facts.find((fact) => fact.type === 'escalated' || fact.type === 'offered') ?? null
  const looked = { n, text, written, read, answered, decided, textOf: (k: number) => shelf.textOf(k) }
  return { n, text, checks: checksOf(looked, shelf.world), outcome: outcomeOf(facts) }
}

function stateAt({ facts, state }: Shelf, n: number): Conversation {
  return facts.slice(0, n).reduce(apply, opened(state.bot, state.visitor))
}

/** The line is the bot's to answer: nobody else has it, and no offer stands. */
function asked(shelf: Shelf, n: number): Question | null {
  const { holder, offer, answered } = shelf.state
  if (holder.kind !== 'bot' || offer || answered >= n) return null
  return questionOf(shelf.state, shelf.facts)?.question ?? null
}

async function readLine(shelf: Shelf, n: number, { read, signal }: TestDeps): Promise<{ state: Conversation; signals: Signals } | null> {
  const question = asked(shelf, n)
  const { topics } = shelf.world.policy.triggers.topics
  const signals = question && read ? await read({ ...question, topics, signal }) : null
  if (!signals) return null
  const { state } = shelf
  shelf.take({ type: 'lineRead', tenure: state.tenure, line: n, signals })
  return { state, signals }
}

type Answered = { state: Conversation; draft: Draft | { failed: BotError } }

async function answerLine(shelf: Shelf, n: number, given: string | null, { ask, signal }: TestDeps): Promise<Answered | null> {
  const question = asked(shelf, n)
  if (!question) return null
  const { state } = shelf
  const { tenure } = state
  let shown = ''
  const sentence = async (text: string) => {
    shown = shown === '' ? text : `${shown} ${text}`
    return true
  }
  const draft =
    given === null
      ? await ask({ ...question, listening: { threshold: shelf.world.policy.minConfidence, sentence }, signal })
      : sureOf(given)
  if ('failed' in draft) {
    shelf.take({ type: 'botFails', tenure, answers: n, error: draft.failed })
    return { state, draft }
  }
  if ('cut' in draft) {
    const { cut: why, held } = draft
    shelf.take({ type: 'botCut', under: tenure, answers: n, draft: 'test', shown, why, held })
    return { state, draft: held ?? { failed: 'cutOff' } }
  }
  const same = question.history.findLast((said) => said.by === 'bot' && said.text === draft.text)?.n ?? null
  const known = { ...draft, same: draft.mode === 'smalltalk' ? null : same }
  shelf.take({ type: 'botAnswers', tenure, answers: n, draft: known })
  return { state, draft: known }
}

function sureOf(text: string): Draft {
  return { text, confidence: 1, mode: 'quote', sources: [], tried: [] }
}
