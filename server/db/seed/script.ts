import type { Source } from '@baton/contracts/facts.ts'
import type { Page } from '@baton/contracts/text.ts'
import type { Draft, Input } from '@baton/core/decide.ts'
import type { people } from './cast.ts'

export type AgentKey = keyof typeof people

/** What a step may know: who the agents are, how the conversation stands, and what the bot's knowledge holds. */
export type Scene = {
  by(agent: AgentKey): { agent: string; name: string }
  page: Page
  tenure: number
  visitorLine: number
  /** Number of the last line that the bot answered with. */
  lastAnswer: number
  /** A piece of knowledge by its title; its text is what a pair answers. */
  piece(title: string): { chunk: string; title: string; url: string | null; text: string }
}

/** One turn of a past conversation, `after` seconds after the one before it, or so many minutes before the demo's first start. */
export type Step = { after: number; minutesAgo?: number; input: (scene: Scene) => Input }

/** A past conversation. `began` is how long before the demo's first start; with `at` it is that day's wall time on this machine. */
export type Story = {
  name: string | null
  email?: string
  began: { daysAgo: number; at: string } | { minutesAgo: number }
  page: [path: string, title: string]
  steps: Step[]
  /** Nobody of the team was online: what could have been a ring becomes a promise. */
  nobodyThere?: true
}

const step = (after: number, input: Step['input']): Step => ({ after, input })

export const says = (text: string, after = 40): Step => step(after, ({ page }) => ({ type: 'visitorSays', text, page }))
export const asks = (after = 20): Step => step(after, ({ page }) => ({ type: 'visitorAsks', page }))
export const gives = (name: string | null, email: string | null, after = 30): Step =>
  step(after, () => ({ type: 'visitorGives', name, email, verified: false }))
export const rates = (helpful: boolean, after = 25): Step =>
  step(after, ({ lastAnswer }) => ({ type: 'visitorRates', answer: lastAnswer, helpful, isAnswer: true }))

export const stopsWaiting = (after = 40): Step => step(after, () => ({ type: 'visitorStopsWaiting', instead: 'bot' }))

type Looked = [title: string, score: number]

/** The bot answers with a pair of its knowledge, word for word. */
export const answers = (title: string, confidence: number, ...others: Looked[]): Step =>
  answer((scene) => ({ text: scene.piece(title).text, confidence, mode: 'pair', ...looked(scene, [[title, confidence]], others) }))

/** The bot quotes from a text. Under the threshold it is held back, and the conversation escalates. */
export const quotes = (text: string, confidence: number, from: Looked, ...others: Looked[]): Step =>
  answer((scene) => ({ text, confidence, mode: 'quote', ...looked(scene, [from], others) }))

export const chats = (text: string): Step => answer(() => ({ text, confidence: 0.99, mode: 'smalltalk', sources: [], tried: [] }))

const answer = (draft: (scene: Scene) => Draft): Step =>
  step(1, (scene) => ({ type: 'botAnswers', tenure: scene.tenure, answers: scene.visitorLine, draft: draft(scene) }))

function looked(scene: Scene, used: Looked[], others: Looked[]): Pick<Draft, 'sources' | 'tried'> {
  const source = ([title, score]: Looked): Source => {
    const { chunk, url, title: named } = scene.piece(title)
    return { chunk, title: named, url, score }
  }
  return { sources: used.map(source), tried: [...used, ...others].map(source) }
}

/** Nobody answers the ring; it goes out again. */
export const lapses = (after = 30): Step => step(after, ({ tenure }) => ({ type: 'ringLapses', tenure }))
export const sees = (agent: AgentKey, after = 6): Step => step(after, ({ by }) => ({ type: 'agentSees', by: by(agent) }))
export const accepts = (agent: AgentKey, after = 20): Step => step(after, ({ by }) => ({ type: 'agentAccepts', by: by(agent) }))
export const takesOver = (agent: AgentKey, after = 20): Step => step(after, ({ by }) => ({ type: 'agentTakesOver', by: by(agent) }))
export const replies = (agent: AgentKey, text: string, after = 55): Step =>
  step(after, ({ by }) => ({ type: 'agentSays', by: by(agent), text }))
export const notes = (agent: AgentKey, text: string, after = 30): Step =>
  step(after, ({ by }) => ({ type: 'agentNotes', by: by(agent), text }))
export const handsBack = (agent: AgentKey, note: string | null = null, after = 45): Step =>
  step(after, ({ by }) => ({ type: 'agentHandsBack', by: by(agent), note }))
export const closes = (agent: AgentKey, outcome: 'solved' | 'unsolved' | 'spam' = 'solved', after = 120): Step =>
  step(after, ({ by }) => ({ type: 'agentCloses', by: by(agent), outcome, why: null }))

/** Time goes by before the next step. */
export const later = (minutes: number, next: Step): Step => ({ ...next, after: next.after + minutes * 60 })

/** Comes back that long before the demo's first start. */
export const backAt = (minutesAgo: number, next: Step): Step => ({ ...next, minutesAgo })
