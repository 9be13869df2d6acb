import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { actionIds, definitionOf } from './definitions.ts'
import { find } from './find.ts'
import { actionFor, type Offered, perform, useActions, useAvailable } from './registry.ts'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

function Part({ offered }: { offered: Offered }) {
  useActions(offered)
  return null
}

let seen: readonly string[] = []
function Palette() {
  seen = useAvailable()
  return null
}

test('what is offered can be done by key and by name, and no longer once its part of the screen is gone', async () => {
  const root = createRoot(document.createElement('div'))
  const accept = vi.fn()
  const show = (...parts: Offered[]) =>
    act(async () =>
      root.render(
        <>
          <Palette />
          {parts.map((offered, i) => (
            <Part key={i} offered={offered} />
          ))}
        </>,
      ),
    )
  await show({ accept, reopen: false })
  expect(seen).toEqual(['accept'])
  expect(actionFor('a')).toBe('accept')
  expect(actionFor('o')).toBeNull()
  expect(perform('accept')).toBe(true)
  expect(accept).toHaveBeenCalledOnce()

  const later = vi.fn()
  await show({ accept, reopen: false }, { accept: later })
  perform('accept')
  expect(later).toHaveBeenCalledOnce()
  expect(accept).toHaveBeenCalledOnce()

  await show()
  expect(seen).toEqual([])
  expect(perform('accept')).toBe(false)
})

test('a key that two actions share means the one that is available', async () => {
  const root = createRoot(document.createElement('div'))
  await act(async () => root.render(<Part offered={{ unfollow: () => undefined }} />))
  expect(actionFor('f')).toBe('unfollow')
  await act(async () => root.unmount())
})

test('a command is found by any of its words, those that begin with them first', () => {
  expect(find(actionIds, 'bot')).toEqual(['handBack'])
  expect(find(actionIds, 'go bo')).toEqual(['goBoard'])
  expect(find(actionIds, 're')[0]).toBe('reply')
  expect(find(actionIds, 'send')).toEqual([])
  expect(find(actionIds, '').every((id) => definitionOf(id).only === undefined)).toBe(true)
})
