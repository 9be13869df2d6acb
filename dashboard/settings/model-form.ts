import type { ModelState, ModelUse, Provider } from '@baton/contracts/answering.ts'
import { api } from '@baton/contracts/api.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../live/call.ts'
import { answersText as t } from './answers-text.ts'
import type { Edited } from './form.tsx'

export const modelQuery = queryOptions({ queryKey: ['model'], queryFn: () => call(api.model, {}), staleTime: 30_000 })

/** What a form holds while the model is being chosen. `key` is one that was typed in; null forgets the stored one. */
export type Fields = ModelUse & { provider: Provider | 'none'; url: string; name: string; key: string | null }
export type Form = Edited<Fields>

export function fieldsOf({ from, model, use }: ModelState): Fields {
  const { provider = 'none', url, name = '' } = from === 'settings' && model ? model : {}
  return { provider, url: url ?? '', name, key: '', ...use }
}

/** As the server takes it; null for none. */
export function modelOf({ provider, url, name }: Pick<Fields, 'provider' | 'url' | 'name'>) {
  return provider === 'none' ? null : { provider, url: provider === 'compatible' ? url.trim() : null, name: name.trim() }
}

export function wrongWith({ provider, url, name, budget, prices }: Fields, { from }: ModelState): string | null {
  if (from !== 'environment' && provider !== 'none') {
    if (provider === 'compatible' && !/^https?:\/\/\S+$/.test(url.trim())) return t('urlMissing')
    if (name.trim() === '') return t('nameMissing')
  }
  if (budget.of === 'tokens' && !(budget.perDay >= 1_000)) return t('budgetMissing')
  if (budget.of === 'money' && !(budget.perDay >= 0.01)) return t('budgetMissing')
  return budget.of === 'money' && prices.in + prices.out === 0 ? t('priceMissing') : null
}
