import { type ChosenModel, chosenModel, type ModelUse, modelUse } from '@baton/contracts/answering.ts'
import type { Pool } from 'pg'
import { z } from 'zod'
import { urlOf } from '../bot/provider.ts'
import type { Config } from '../config.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { readSecret } from '../secrets/store.ts'

type Db = Pick<Pool, 'query'>

const stored = z.object({ model: chosenModel.nullable(), use: modelUse })
export type Settings = z.output<typeof stored>

/** The model in use, wherever it was named, with its key. */
export type InUse = { from: 'environment' | 'settings'; model: ChosenModel; key: string | null; use: ModelUse }

/** What is stored, or how it is before anything was. */
export async function readSettings(db: Db): Promise<Settings> {
  const { rows } = await db.query<{ settings: unknown }>('select settings from model')
  return settingsIn(rows[0]?.settings)
}

export function settingsIn(body: unknown): Settings {
  return body ? stored.parse(body) : { model: null, use: modelUse.parse({}) }
}

export async function saveSettings(db: Db, settings: Settings, by: string, now: number): Promise<void> {
  await db.query(
    `insert into model (settings, by, changed_at) values ($1, $2, to_timestamp($3))
     on conflict (one) do update set settings = excluded.settings, by = excluded.by, changed_at = excluded.changed_at`,
    [JSON.stringify(settings), by, now / 1000],
  )
}

type Named = Pick<Config, 'modelUrl' | 'modelName' | 'modelKey'>

/** The environment wins. */
export function modelIn({ modelUrl, modelName }: Named, settings: Settings): Pick<InUse, 'from' | 'model'> | null {
  if (modelUrl && modelName) return { from: 'environment', model: { provider: 'compatible', url: modelUrl, name: modelName } }
  return settings.model && { from: 'settings', model: settings.model }
}

/** The model that answers now, with its key; null where bots quote. */
export async function inUse(db: Db, config: Named, secrets: Secrets, settings: Settings): Promise<InUse | null> {
  const named = modelIn(config, settings)
  if (!named) return null
  const key = named.from === 'environment' ? (config.modelKey ?? null) : await readSecret(db, secrets, keyPurpose(named.model))
  return { ...named, key, use: settings.use }
}

export const keyPurposes = 'model '

/** A key is sealed for the address that it was given for: it goes nowhere else, whatever is typed in later. */
export function keyPurpose({ provider, url }: Pick<ChosenModel, 'provider' | 'url'>): string {
  return keyPurposes + new URL(urlOf(provider, url)).origin
}
