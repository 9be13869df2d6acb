import { describe, expect, test } from 'vitest'
import { ada, arrival, idOf, others, rowOf } from '../testing/scenes.ts'
import { itemsOf } from './items.ts'
import { ringsFor } from './rings.ts'

const now = 1_800_000_000_000

describe('what rings for me', () => {
  const row = rowOf(arrival(now))

  test('only what waits and rings for me', () => {
    expect(ringsFor(ada.id, [row, undefined]).map((ring) => ring.row.id)).toEqual([row.id])
    expect(ringsFor(idOf('somebody else'), [row])).toEqual([])
    expect(
      ringsFor(
        ada.id,
        others(now)
          .map(rowOf)
          .filter(({ holder }) => holder.kind !== 'queue'),
      ),
    ).toEqual([])
  })

  test('every ring has a key of its own, so that a second one is heard again', () => {
    if (row.holder.kind !== 'queue' || !row.holder.ringing) throw new Error('it rings')
    const again = { ...row, holder: { ...row.holder, ringing: { ...row.holder.ringing, until: now + 90_000 } } }
    expect(ringsFor(ada.id, [again])[0]?.key).not.toBe(ringsFor(ada.id, [row])[0]?.key)
  })
})

describe('what stands in a list', () => {
  const list = (...ids: string[]) => ({ ids, next: null, status: 'ready' as const })
  const lists = { needs: list('a'), mine: list('b', 'a'), all: list('c', 'a', 'b', 'd'), closed: list('z') }
  const shown = (name: 'needs' | 'mine' | 'all' | 'closed') =>
    itemsOf(name, lists).map((item) => (item.kind === 'row' ? item.id : item.key))

  test('all begins with who needs a person and what is mine, each once', () => {
    expect(shown('all')).toEqual(['needs', 'a', 'mine', 'b', 'others', 'c', 'd'])
  })

  test('the others stand as they are, and an empty section says nothing', () => {
    expect(shown('mine')).toEqual(['b', 'a'])
    expect(itemsOf('all', { needs: list(), mine: list(), all: list() })).toEqual([])
    expect(itemsOf('all', {})).toEqual([])
  })
})
