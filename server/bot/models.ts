import type { Pool } from 'pg'
import { type InUse, inUse, type Settings } from '../answering/settings.ts'
import { noteCall, spentToday } from '../answering/spend.ts'
import type { Config } from '../config.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { type Asked, type ChatModel, type ModelSettings, openModel, type Said } from './model.ts'
import { urlOf } from './provider.ts'

export type ModelsDeps = {
  pool: Pool
  config: Pick<Config, 'modelUrl' | 'modelName' | 'modelKey'>
  secrets: Secrets
  clock: () => number
  /** How long a model may be silent, and take as a whole, in ms; as usual unless given. */
  patience?: Pick<ModelSettings, 'patience' | 'longest'>
}

/** A model for one question. `note` writes down what it cost, if it was asked. */
export type Call = { model: ChatModel; note(result: string, firstMs?: number | null): Promise<void> }
export type Models = { of(bot: string, settings: Settings, seePrompt?: (prompt: Asked) => void): Promise<Call | null> }

/** The model of a bot as the settings name it now; null where there is none, or where today's budget is used up. */
export function openModels({ pool, config, secrets, clock, patience = {} }: ModelsDeps): Models {
  const models = new Map<string, ChatModel>()

  async function inUseBy(bot: string, settings: Settings): Promise<InUse | null> {
    const { bots, budget } = settings.use
    if (bots && !bots.includes(bot)) return null
    const use = await inUse(pool, config, secrets, settings)
    if (!use || budget.of === 'nothing') return use
    return (await spentToday(pool, budget, clock())).usedUp ? null : use
  }

  return {
    async of(bot, settings, seePrompt) {
      const use = await inUseBy(bot, settings)
      if (!use) return null
      const { model, said } = counted(modelOf(models, use, patience), clock, seePrompt)
      return {
        model,
        async note(result, firstMs = null) {
          const call = said()
          if (!call) return
          const { usage, ms } = call
          await noteCall(pool, { at: clock(), bot, model: model.name, usage, prices: use.use.prices, ms, firstMs, result })
        },
      }
    },
  }
}

const mostModels = 20

/** One connection to a model for as long as its settings stay: it remembers what the end point does not understand. */
function modelOf(
  models: Map<string, ChatModel>,
  { model: { provider, url, name }, key }: InUse,
  patience: NonNullable<ModelsDeps['patience']>,
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
function counted(model: ChatModel, clock: () => number, seePrompt?: (prompt: Asked) => void) {
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
