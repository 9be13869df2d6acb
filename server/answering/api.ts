import { type ChosenModel, type ModelState, pictureLimit } from '@baton/contracts/answering.ts'
import type { Api } from '@baton/contracts/api.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Pool } from 'pg'
import { openModel } from '../bot/model.ts'
import { urlOf } from '../bot/provider.ts'
import type { Config } from '../config.ts'
import { invalid } from '../http/answers.ts'
import type { ByAgent, Handler } from '../http/context.ts'
import { needsKey, type Secrets } from '../secrets/secrets.ts'
import { dropOthers, dropSecret, hintOf, keepSecret, readSecret } from '../secrets/store.ts'
import { personaOf, pictureTypeOf, removePicture, savePersona, savePicture } from './personas.ts'
import { inUse, keyPurpose, keyPurposes, modelIn, readSettings, saveSettings } from './settings.ts'
import { spentToday, usageOf } from './spend.ts'
import { tryModel } from './try-model.ts'

export type AnsweringDeps = {
  pool: Pick<Pool, 'query'>
  config: Pick<Config, 'modelUrl' | 'modelName' | 'modelKey'>
  secrets: Secrets
  clock: () => number
  /** A bot's picture or words about itself have changed. */
  botChanged(bot: string): void
}

type As<K extends keyof Api> = Handler<ByAgent, Api[K]>

/** The handlers of how bots answer: the model and its budget, and personas. */
export function answeringHandlers(deps: AnsweringDeps) {
  return { ...modelHandlers(deps), ...personaHandlers(deps) }
}

function modelHandlers({ pool, config, secrets, clock }: AnsweringDeps) {
  async function state(): Promise<ModelState> {
    const settings = await readSettings(pool)
    const named = modelIn(config, settings)
    const [key, today] = await Promise.all([
      settings.model ? hintOf(pool, secrets, keyPurpose(settings.model)) : null,
      spentToday(pool, settings.use.budget, clock()),
    ])
    return { from: named?.from ?? 'nothing', model: named?.model ?? null, key, use: settings.use, today }
  }

  const model: As<'model'> = async () => state()

  const changeModel: As<'changeModel'> = async ({ me }, { body: { model: chosen, key, use } }) => {
    if (modelIn(config, { model: null, use })) {
      // The environment names the model, so only its use is stored.
      const { model: kept } = await readSettings(pool)
      await saveSettings(pool, { model: kept, use }, me.agent, clock())
      return state()
    }
    const refused = chosen && (await storeKey(chosen, key))
    if (refused) return refused
    if (!chosen) await dropOthers(pool, keyPurposes, '')
    await saveSettings(pool, { model: chosen, use }, me.agent, clock())
    return state()
  }

  async function storeKey(chosen: ChosenModel, key: string | null | undefined): Promise<Refusal | null> {
    const purpose = keyPurpose(chosen)
    if (key && !(await keepSecret(pool, secrets, purpose, key, clock()))) return invalid('key', needsKey)
    if (key === null) await dropSecret(pool, purpose)
    await dropOthers(pool, keyPurposes, purpose)
    return null
  }

  const tryIt: As<'tryModel'> = async ({ gone }, { body: { model: chosen, key } }) => {
    const settings = await readSettings(pool)
    const asked = chosen
      ? { model: chosen, key: key ?? (key === null ? null : await readSecret(pool, secrets, keyPurpose(chosen))) }
      : await inUse(pool, config, secrets, settings)
    if (!asked) return invalid('model', 'choose a model first')
    const { provider, url, name } = asked.model
    return tryModel(openModel({ provider, url: urlOf(provider, url), name, key: asked.key }), clock, gone)
  }

  const modelUsage: As<'modelUsage'> = async () => usageOf(pool, clock())
  return { model, changeModel, tryModel: tryIt, modelUsage }
}

function personaHandlers({ pool, clock, botChanged }: AnsweringDeps) {
  const shown = async (bot: string) => (await personaOf(pool, bot)) ?? ({ no: 'notFound' } as const)

  const persona: As<'persona'> = async (_context, { params }) => shown(params.id)
  const changePersona: As<'changePersona'> = async (_context, { params, body }) => {
    if (await savePersona(pool, params.id, body, clock())) botChanged(params.id)
    return shown(params.id)
  }
  const changePicture: As<'changeBotPicture'> = async (_context, { params, body }) => {
    if (body.byteLength > pictureLimit) return { no: 'tooLarge', limit: pictureLimit }
    const type = await pictureTypeOf(body)
    if (!type) return invalid('picture', 'it is no PNG, JPEG or WebP')
    if (await savePicture(pool, params.id, type, body)) botChanged(params.id)
    return shown(params.id)
  }
  const dropPicture: As<'removeBotPicture'> = async (_context, { params }) => {
    await removePicture(pool, params.id)
    botChanged(params.id)
    return { ok: true }
  }
  return { persona, changePersona, changeBotPicture: changePicture, removeBotPicture: dropPicture }
}
