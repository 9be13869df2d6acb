import type { Persona } from '@baton/contracts/answering.ts'
import type { Pool } from 'pg'
import { personaIn } from '../answering/personas.ts'
import { type InUse, inUse, type Settings, settingsIn } from '../answering/settings.ts'
import { noteCall, spentToday } from '../answering/spend.ts'
import type { Config } from '../config.ts'
import type { Meaning } from '../encoder/meaning.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { type Answer, answerQuestion, type NoAnswer, type Question } from './answer.ts'
import { type Asked, type ChatModel, type ModelSettings, openModel, type Said } from './model.ts'
import { urlOf } from './provider.ts'

export type AnsweringDeps = {
  pool: Pool
  config: Pick<Config, 'modelUrl' | 'modelName' | 'modelKey'>
  secrets: Secrets
  meaning: Meaning | null
  clock: () => number
  /** How long a model may be silent, and take as a whole, in ms; as usual unless given. */
  patience?: Pick<ModelSettings, 'patience' | 'longest'>
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
export function createAnswering({ pool, config, secrets, meaning, clock, calibrated, patience = {} }: AnsweringDeps) {
  const models = new Map<string, ChatModel>()

  return async function answer({ bot, draft, seePrompt, ...asked }: AskedOf): Promise<Answer | NoAnswer> {
    const { name, company, persona, settings } = await readBot(pool, bot)
    const use = draft?.quotes ? null : await modelFor(bot, settings)
    const call = use && counted(modelOf(models, use, patience), clock, seePrompt)
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
    const said = call?.said()
    if (use && said) {
      const { usage, ms } = said
      const { prices } = use.use
      await noteCall(pool, {
        at: clock(),
        bot,
        model: use.model.name,
        usage,
        prices,
        ms,
        firstMs,
        result: resultOf(answer, asked.listening?.threshold),
      })
    }
    return answer
  }

  async function modelFor(bot: string, settings: Settings): Promise<InUse | null> {
    const { bots, budget } = settings.use
    if (bots && !bots.includes(bot)) return null
    const use = await inUse(pool, config, secrets, settings)
    if (!use || budget.of === 'nothing') return use
    return (await spentToday(pool, budget, clock())).usedUp ? null : use
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

const mostModels = 20

/** One connection to a model for as long as its settings stay: it remembers what the end point does not understand. */
function modelOf(
  models: Map<string, ChatModel>,
  { model: { provider, url, name }, key }: InUse,
  patience: NonNullable<AnsweringDeps['patience']>,
): ChatModel {
  const settings = { ...patience, provider, url: urlOf(provider, url), name, key }
  const known = models.get(JSON.stringify(settings))
  if (known) return known
  if (models.size >= mostModels) models.clear()
  const model = openModel(settings)
  models.set(JSON.stringify(settings), model)
  return model
}

/** The model, and what its answer cost once it was asked. */
function counted(model: ChatModel, clock: () => number, seePrompt?: AskedOf['seePrompt']) {
  let last: { usage: Said['usage']; ms: number } | null = null
  const asking: ChatModel = {
    name: model.name,
    async ask(...asked) {
      const began = clock()
      seePrompt?.(asked[0])
      const said = await model.ask(...asked)
      last = { usage: said.usage, ms: clock() - began }
      return said
    },
  }
  return { model: asking, said: () => last }
}

function resultOf(answer: Answer | NoAnswer, threshold = 0): string {
  if ('failed' in answer) return answer.failed
  if ('cut' in answer) return 'cut'
  return answer.confidence >= threshold && answer.text !== '' ? 'said' : 'heldBack'
}
