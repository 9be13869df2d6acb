import type { VisitorAct } from '@baton/contracts/acts.ts'
import type { Pool } from 'pg'
import { visitorInput } from './acts.ts'
import type { Door, Taken, Turn } from './turn.ts'

type Whose = { id: string; bot: string; conversation: string }

/** A visitor's act, from whichever door it came. What is rated must be an answer of the bot's: the state doesn't know which facts are. */
export async function takeVisitorTurn(
  db: Pool,
  door: Door,
  visitor: Whose,
  cause: string,
  act: VisitorAct,
  open: Turn['open'],
): Promise<Taken> {
  const { conversation } = visitor
  if (act.type === 'rate' && !(await isAnswer(db, conversation, act.answer))) {
    return { id: conversation, cause, first: 1, last: 0, facts: [], refusal: { no: 'nothingThere' }, repeated: false, state: null }
  }
  return door.takeTurn(conversation, cause, visitorInput(act), open)
}

async function isAnswer(db: Pool, conversation: string, n: number): Promise<boolean> {
  const { rows } = await db.query({
    name: 'is_answer',
    text: `select from fact where conversation = $1 and n = $2 and fact ->> 'type' = 'botSaid'`,
    values: [conversation, n],
  })
  return rows.length > 0
}
