import type { Persona } from '@baton/contracts/answering.ts'
import type { Pool } from 'pg'
import { personaIn } from '../answering/personas.ts'
import { settingsIn } from '../answering/settings.ts'
import type { Meaning } from '../encoder/meaning.ts'
import { type Answer, answerQuestion, type NoAnswer, type Question } from './answer.ts'
import type { Asked } from './model.ts'
import type { Models } from './models.ts'

export type AnsweringDeps = {
  pool: Pool
  models: Models
  meaning: Meaning | null
  clock: () => number
  /** A bot's own calibration of a confidence. */
  calibrated?: ((raw: number, bot: string, mode: Answer['mode']) => number) | undefined
}

export type AskedOf = Pick<Question, 'question' | 'history' | 'chosen' | 'listening' | 'signal' | 'asking'> & {
  bot: string
  /** For trying out what is not saved: another persona, or without the model. */
  draft?: { persona?: Persona | undefined; quotes?: boolean | undefined } | undefined
  /** Is shown what the model is asked, where it is. */
  seePrompt?: ((prompt: Asked) => void) | undefined
}

/**
 * The bot as the server runs it. What it is told (persona, model, budget) is read with each question, so a change counts at once, on every server.
 * Where there is no model, or today's budget is used up, it quotes.
 */
export function createAnswering({ pool, models, meaning, clock, calibrated }: AnsweringDeps) {
  return async function answer({ bot, draft, seePrompt, ...asked }: AskedOf): Promise<Answer | NoAnswer> {
    const { name, company, persona, settings } = await readBot(pool, bot)
    const call = draft?.quotes ? null : await models.of(bot, settings, seePrompt)
    const began = clock()
    let firstMs: number | null = null
    const listening = asked.listening && {
      threshold: asked.listening.threshold,
      sentence: (text: string) => {
        firstMs ??= clock() - began
        return asked.listening?.sentence(text) ?? Promise.resolve(true)
      },
    }
    const answer = await answerQuestion({
      ...asked,
      db: pool,
      meaning,
      model: call?.model ?? null,
      exactPairs: settings.use.exactPairs,
      bot: { id: bot, name, company, persona: draft?.persona ?? persona },
      listening,
      ...(calibrated && { calibrate: (raw: number, mode: Answer['mode']) => calibrated(raw, bot, mode) }),
    })
    await call?.note(resultOf(answer, asked.listening?.threshold), firstMs)
    return answer
  }
}

async function readBot(pool: Pool, bot: string) {
  const { rows } = await pool.query<{ name: string; company: string | null; persona: unknown; settings: unknown }>({
    name: 'read_bot',
    text: `select b.name, c.name as company, p.body as persona, m.settings from bot b
      left join company c on true left join persona p on p.bot = b.id left join model m on true where b.id = $1`,
    values: [bot],
  })
  const [found] = rows
  if (!found) throw new Error('a question for a bot that is not there')
  return { name: found.name, company: found.company ?? undefined, persona: personaIn(found.persona), settings: settingsIn(found.settings) }
}

function resultOf(answer: Answer | NoAnswer, threshold = 0): string {
  if ('failed' in answer) return answer.failed
  if ('cut' in answer) return 'cut'
  return answer.confidence >= threshold && answer.text !== '' ? 'said' : 'heldBack'
}
