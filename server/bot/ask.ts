import type { Config } from '../config.ts'
import type { Ask } from '../conversations/bot-job.ts'
import type { OpenDatabase } from '../db/open.ts'
import type { Meaning } from '../encoder/meaning.ts'
import { answerQuestion } from './answer.ts'
import { openModel } from './model.ts'

/** The bot as the server runs it: its knowledge in the database, and the model that the configuration names, if any. */
export function createAsk({ pool, db }: OpenDatabase, { modelUrl, modelName, modelKey }: Config, meaning: Meaning | null = null): Ask {
  const model = modelUrl && modelName ? openModel({ url: modelUrl, name: modelName, key: modelKey }) : null
  return async ({ bot, question, history, signal }) => {
    const [named, company] = await Promise.all([
      db.selectFrom('bot').select(['id', 'name']).where('id', '=', bot).executeTakeFirstOrThrow(),
      db.selectFrom('company').select('name').executeTakeFirst(),
    ])
    const answer = await answerQuestion({ db: pool, model, meaning, bot: { ...named, company: company?.name }, question, history, signal })
    return 'cut' in answer ? { failed: 'cutOff' } : answer
  }
}
