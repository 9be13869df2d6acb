import type { Row } from '@baton/contracts/down.ts'
import { describe, expect, test } from 'vitest'
import { ada, arrival, bo, others, rowOf, vera } from '../testing/scenes.ts'
import { belongs, order, place } from './lists.ts'

const now = 1_800_000_000_000
const rows = new Map([vera(now), ...others(now), arrival(now)].map(rowOf).map((row) => [row.id, row]))
const named = (name: string) => [...rows.values()].find(({ contact }) => contact.name?.startsWith(name)) as Row
const listed = (list: 'needs' | 'mine' | 'all' | 'closed') =>
  [...rows.values()]
    .filter((row) => belongs(list, row, ada.id))
    .sort((a, b) => order(list, a, b))
    .map(({ contact }) => contact.name?.split(' ')[0] ?? 'Visitor')

describe('lists', () => {
  test('[A3] promises come first, then who waits longest', () => {
    expect(listed('needs')).toEqual(['Marek', 'Jonas', 'Visitor', 'Priya'])
  })

  test('mine are mine, closed are nowhere else', () => {
    expect(listed('mine').sort()).toEqual(['Tomasz', 'Vera'])
    expect(listed('closed')).toEqual(['Samir'])
    expect(listed('all')).not.toContain('Samir')
    expect(belongs('mine', named('Vera'), bo.id)).toBe(false)
  })
})

describe('placing a row', () => {
  const all = [...rows.values()]
    .filter((row) => belongs('all', row, ada.id))
    .sort((a, b) => order('all', a, b))
    .map(({ id }) => id)

  test('puts every row back where a full sort has it', () => {
    for (const id of all) {
      const without = all.filter((one) => one !== id)
      expect(place(without, 'all', rows.get(id) as Row, rows, ada.id, true)).toEqual(all)
    }
  })

  test('keeps the very same list when nothing moved', () => {
    expect(place(all, 'all', named('Tomasz'), rows, ada.id, true)).toBe(all)
  })

  test('leaves what would stand below the last page to that page', () => {
    const last = all.at(-1) as string
    expect(place(all.slice(0, -1), 'all', rows.get(last) as Row, rows, ada.id, false)).toEqual(all.slice(0, -1))
  })

  test('stays quick at 10,000', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      ...named('Tomasz'),
      id: `row-${String(i).padStart(5, '0')}`,
      at: now - i * 60_000,
    }))
    const map = new Map(many.map((row) => [row.id, row]))
    const moved = { ...(many[9_000] as Row), at: now + 60_000 }
    map.set(moved.id, moved)
    expect(place([...map.keys()], 'mine', moved, map, ada.id, true)[0]).toBe(moved.id)
  })
})
