import type { ListName } from '@baton/contracts/api.ts'
import type { LiveState } from '../live/state.ts'

export type Item = { kind: 'heading'; key: 'needs' | 'mine' | 'others' } | { kind: 'row'; id: string }

/**
 * What stands in a list, top to bottom. *All* begins with who needs a person and what is mine, whole, whatever page they would be on; then
 * come the others, page by page.
 */
export function itemsOf(list: ListName, lists: LiveState['lists']): Item[] {
  const ids = (name: ListName) => lists[name]?.ids ?? []
  if (list !== 'all') return ids(list).map(row)
  const needs = ids('needs')
  const taken = new Set(needs)
  const mine = ids('mine').filter((id) => !taken.has(id))
  for (const id of mine) taken.add(id)
  const others = ids('all').filter((id) => !taken.has(id))
  return [...section('needs', needs), ...section('mine', mine), ...section('others', others)]
}

function section(key: 'needs' | 'mine' | 'others', ids: readonly string[]): Item[] {
  return ids.length === 0 ? [] : [{ kind: 'heading', key }, ...ids.map(row)]
}

function row(id: string): Item {
  return { kind: 'row', id }
}
