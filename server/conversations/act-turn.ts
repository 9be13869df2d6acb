import type { AgentAct, VisitorAct } from '@baton/contracts/acts.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import type { Speaker } from '@baton/core/agents.ts'
import type { Pool } from 'pg'
import type { Prove } from '../identity/prove.ts'
import { agentInput, visitorInput } from './acts.ts'
import type { Door, Taken, Turn } from './turn.ts'

type Whose = { bot: string; conversation: string }

/** A visitor's act, from whichever door it came. */
export async function takeVisitorTurn(
  db: Pool,
  door: Door,
  visitor: Whose,
  cause: string,
  act: VisitorAct,
  open: Turn['open'],
  prove: Prove,
): Promise<Taken> {
  const { conversation, bot } = visitor
  if (act.type === 'give' && act.proof !== undefined) {
    const proven = await prove(bot, act.proof)
    if ('no' in proven) return { id: conversation, cause, first: 0, last: -1, facts: [], refusal: proven, repeated: false, state: null }
    return door.takeTurn(conversation, cause, { type: 'visitorGives', ...proven, verified: true }, open)
  }
  if (act.type !== 'rate') return door.takeTurn(conversation, cause, visitorInput(act), open)
  const { answer, helpful } = act
  const isAnswer = await isAnswerOf(db, conversation, answer, ['botSaid'])
  return door.takeTurn(conversation, cause, { type: 'visitorRates', answer, helpful, isAnswer }, open)
}

/** An agent's act, from whichever door it came. */
export async function takeAgentTurn(db: Pool, door: Door, conversation: string, cause: string, act: AgentAct, by: Speaker): Promise<Taken> {
  if (act.type !== 'review') return door.takeTurn(conversation, cause, agentInput(act, by))
  const { answer, verdict, text } = act
  const isAnswer = await isAnswerOf(db, conversation, answer, ['botSaid', 'botHeldBack', 'botAsked'])
  return door.takeTurn(conversation, cause, { type: 'agentReviews', by, answer, verdict, text, isAnswer })
}

async function isAnswerOf(db: Pool, conversation: string, n: number, types: Fact['type'][]): Promise<boolean> {
  const { rows } = await db.query({
    name: 'is_answer',
    text: `select from fact where conversation = $1 and n = $2 and fact ->> 'type' = any($3)`,
    values: [conversation, Math.min(n, 2_147_483_647), types],
  })
  return rows.length > 0
}
