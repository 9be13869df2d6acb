import { randomUUID } from 'node:crypto'
import { openReader } from '../../knowledge/reading/reader.ts'
import { shopKnowledge } from '../../knowledge/seed-shop.ts'
import { openKnowledge } from '../../knowledge/store.ts'
import { openOutbound } from '../../outbound.ts'
import type { OpenDatabase } from '../open.ts'

/** Teaches the demo's bot what the shop knows, a source at a time, unless it knows something already. */
export async function giveKnowledge({ pool }: OpenDatabase, bot: string, now: () => number): Promise<void> {
  const outbound = openOutbound([])
  const knowledge = openKnowledge({ db: pool, outbound, reader: openReader(), clock: now, newId: randomUUID })
  if ((await knowledge.list(bot)).length === 0) {
    const { pairs, texts } = shopKnowledge
    const added = [await knowledge.addPairs(bot, pairs.title, pairs.pairs)]
    for (const { title, text } of texts) added.push(await knowledge.addText(bot, title, text))
    const refused = added.find((one) => 'no' in one)
    if (refused) throw new Error(`the shop's knowledge was refused: ${JSON.stringify(refused)}`)
  }
  await outbound.close()
}
