import type { VisitorAct } from '@baton/contracts/acts.ts'
import type { Pool } from 'pg'
import { visitorInput } from './acts.ts'
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
): Promise<Taken> {
  const { conversation } = visitor
  if (act.type !== 'rate') return door.takeTurn(conversation, cause, visitorInput(act), open)
  const { answer, helpful } = act
  const isAnswer = await isAnswerOf(db, conversation, answer)
  return door.takeTurn(conversation, cause, { type: 'visitorRates', answer, helpful, isAnswer }, open)
}

async function isAnswerOf(db: Pool, conversation: string, n: number): Promise<boolean> {
  const { rows } = await db.query({
    name: 'is_answer',
    text: `select from fact where conversation = $1 and n = $2 and fact ->> 'type' = 'botSaid'`,
    values: [conversation, Math.min(n, 2_147_483_647)],
  })
  return rows.length > 0
}
