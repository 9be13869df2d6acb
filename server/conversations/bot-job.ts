import type { Conversation } from '@baton/contracts/conversation.ts'
import type { BotError, Fact, FactOf, Numbered, Signals } from '@baton/contracts/facts.ts'
import type { Topic } from '@baton/contracts/policy.ts'
import type { Draft } from '@baton/core/decide.ts'
import type { Pool } from 'pg'
import type { Handler } from '../jobs/worker.ts'
import { readFacts, readState } from './store.ts'
import type { Door } from './turn.ts'
import { isStillAsked, type Piece, Writing } from './writing.ts'

export type Said = { by: 'visitor' | 'bot'; text: string; n: number }
/** What a visitor wants to know: `lines` are the numbers of the lines that are read as one question, `chosen` the chunk whose question they tapped. */
export type Question = {
  bot: string
  question: string
  lines: number[]
  history: Said[]
  /** Questions of this context that were read before, oldest first. */
  earlier: { line: number; text: string; signals: Signals }[]
  language: string | null
  chosen: string | null
  /** Stands for this one question, so that what reads its line and what answers it may share their work. */
  asking?: object
}
/** Hears each sentence of an answer that reaches `threshold`, once it is checked and while the rest is being written; false ends it. */
export type Listening = { threshold: number; sentence(text: string): Promise<boolean> }
/** An answer that ended after some of it was heard; `held` is what was not. */
export type Cut = { cut: FactOf<'answerCut'>['why']; held: Draft | null }
/** The bot itself: what it would say, how sure it is of that, or why it can't. */
export type Ask = (asked: Question & { listening: Listening; signal: AbortSignal }) => Promise<Draft | { failed: BotError } | Cut>
/** What is to be read from a line before it is answered, as numbers; null where nothing can be. `topics`: those of a draft, instead of the bot's. */
export type Read = (asked: Question & { topics?: readonly Topic[]; signal: AbortSignal }) => Promise<Signals | null>

export type BotJobDeps = {
  db: Pool
  door: Door
  ask: Ask
  read?: Read | null
  /** How sure a bot must be to say something. */
  thresholdOf: (bot: string) => Promise<number>
  /** Shows a piece of an answer to whoever looks at the conversation. */
  tell: (conversation: string, piece: Piece) => void
}

/** A model's own time limit and its one retry fit in. */
const longest = 55_000
/** Lines before the question that the bot gets to read. */
const historyLines = 12
const atOnce = 8

/**
 * Asks the bot what the visitor wants to know, outside any transaction, and brings its answer in through the door. Lines that came
 * quickly after each other are one question. An answer is worth nothing once a person holds the conversation: the tenure tells.
 */
export function botJob({ db, door, ask, read = null, thresholdOf, tell }: BotJobDeps): Handler {
  async function answer(conversation: string, cause: string, asked: Asked, writing: Writing, signal: AbortSignal): Promise<void> {
    const { tenure, answers, question } = asked
    const listening = { threshold: await thresholdOf(question.bot), sentence: (text: string) => writing.add(text) }
    const draft = await ask({ ...question, listening, signal }).catch((error): Cut => {
      if (writing.shown === '') throw error
      return { cut: 'cutOff', held: null }
    })
    const cut = (why: Cut['cut'], held: Draft | null) =>
      door.mustTakeTurn(conversation, `${cause}/cut`, {
        type: 'botCut',
        under: tenure,
        answers,
        draft: writing.draft,
        shown: writing.shown,
        why,
        held,
      })
    if ('cut' in draft) return void (await cut(draft.cut, draft.held))
    const input =
      'failed' in draft
        ? ({ type: 'botFails', tenure, answers, error: draft.failed } as const)
        : ({ type: 'botAnswers', tenure, answers, draft: { ...draft, same: saidBefore(question, draft) } } as const)
    const { facts, refusal } = await door.takeTurn(conversation, cause, input)
    if (refusal?.no === 'tryAgain') throw new Error('an answer could not be stored')
    // What a visitor was shown is a fact, also when the answer came too late to be one.
    if (writing.shown !== '' && !facts.some(({ fact }) => fact.type === 'botSaid')) await cut('overtaken', null)
  }

  return {
    atOnce,
    async run(job) {
      const conversation = job.conversation ?? ''
      const asked = await readQuestion(db, conversation)
      if (!asked) return
      const signal = AbortSignal.timeout(longest)
      if (read && (await readLine(door, conversation, `job/${job.id}/read`, asked, await read({ ...asked.question, signal })))) return
      const stillAsked = () => isStillAsked(db, conversation, asked)
      const writing = new Writing(`${job.id}.${job.attempts}`, asked.answers, (piece) => tell(conversation, piece), stillAsked)
      await answer(conversation, `job/${job.id}`, asked, writing, signal)
    },
    /** [H7] Whatever it was that failed each time, the visitor gets a person. */
    async dead(job) {
      const asked = await readQuestion(db, job.conversation ?? '')
      if (asked)
        await door.mustTakeTurn(job.conversation ?? '', `job/${job.id}/dead`, {
          type: 'botFails',
          tenure: asked.tenure,
          answers: asked.answers,
          error: 'down',
        })
    },
  }
}

/** Brings in what a line means. True where that decided it: a person comes or is offered, or it is no longer the bot's to answer. */
async function readLine(door: Door, conversation: string, cause: string, asked: Asked, signals: Signals | null): Promise<boolean> {
  const { tenure, answers: line, read } = asked
  if (!signals || line <= read) return false
  const { facts, refusal } = await door.takeTurn(conversation, cause, { type: 'lineRead', tenure, line, signals })
  if (refusal) throw new Error('what was read from a line could not be stored')
  return facts.length === 0 || facts.some(({ fact }) => decided.has(fact.type))
}
const decided = new Set<Fact['type']>(['escalated', 'offered'])

/** The number of an earlier answer that said the very same. */
function saidBefore({ history }: Question, { text, mode }: Draft): number | null {
  return mode === 'smalltalk' ? null : (history.findLast((said) => said.by === 'bot' && said.text === text)?.n ?? null)
}

type Asked = { tenure: number; answers: number; read: number; question: Question }

async function readQuestion(db: Pool, conversation: string): Promise<Asked | null> {
  const state = await readState(db, conversation)
  if (state?.holder.kind !== 'bot' || state.offer) return null
  const asked = questionOf(state, await readFacts(db, conversation, Math.max(state.context, state.n - 200)))
  return asked && { ...asked, question: { ...asked.question, asking: {} } }
}

/** [H9] What was said before the context began is not read. Null when nothing is left to answer. */
export function questionOf(
  { bot, tenure, answered, read, language }: Pick<Conversation, 'bot' | 'tenure' | 'answered' | 'read' | 'language'>,
  facts: readonly Numbered[],
): Asked | null {
  const lines = facts.flatMap((numbered, i) => lineOf(numbered, facts[i + 1]) ?? [])
  const open = lines.filter((line) => line.by === 'visitor' && line.n > answered)
  const answers = open.at(-1)?.n
  if (answers === undefined) return null
  const history = lines.filter((line) => !open.includes(line)).slice(-historyLines)
  const chosen = chunkOf(facts, answers)
  const question = (chosen ? open.slice(-1) : open).map((line) => line.text).join('\n')
  const earlier = earlierOf(lines, facts)
  return { tenure, answers, read, question: { bot, question, lines: open.map((line) => line.n), history, earlier, language, chosen } }
}

function earlierOf(lines: readonly Said[], facts: readonly Numbered[]): Question['earlier'] {
  return facts.flatMap(({ fact }) => {
    if (fact.type !== 'lineRead') return []
    const { line, signals } = fact
    const text = lines.filter(({ n }) => signals.lines.includes(n)).map((said) => said.text)
    return [{ line, text: text.join('\n'), signals }]
  })
}

/** A "yes please" to an offer has been heard already, and is no question. */
function lineOf({ n, fact }: Numbered, next: Numbered | undefined): Said | null {
  if (fact.type === 'botSaid' || fact.type === 'botAsked' || fact.type === 'answerCut') return { n, by: 'bot', text: fact.text }
  if (fact.type === 'visitorChose') return { n, by: 'visitor', text: fact.text }
  if (fact.type !== 'visitorSaid') return null
  const answersOffer = next?.fact.type === 'offerAnswered' && next.fact.how === 'words'
  return answersOffer ? null : { n, by: 'visitor', text: fact.text }
}

/** What stands behind the choice that the line of this number is. */
function chunkOf(facts: readonly Numbered[], line: number): string | null {
  const chose = facts.find(({ n }) => n === line)?.fact
  if (chose?.type !== 'visitorChose' || chose.choice === null) return null
  const asked = facts.find(({ n }) => n === chose.asked)?.fact
  return asked?.type === 'botAsked' ? (asked.choices[chose.choice]?.chunk ?? null) : null
}
