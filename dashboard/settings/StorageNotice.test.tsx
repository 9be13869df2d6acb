import type { Me } from '@baton/contracts/api.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { MeProvider } from '../account/me.tsx'
import { StorageNotice } from './StorageNotice.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

async function shown(role: 'owner' | 'admin' | 'agent', storage: { free: number | null; low: boolean }): Promise<string | null> {
  const fetched = vi.fn(async () => new Response(JSON.stringify(storage)))
  vi.stubGlobal('fetch', fetched)
  const at = document.createElement('div')
  const root = createRoot(at)
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <MeProvider value={{ agent: { role } } as Me}>
          <StorageNotice>all is well</StorageNotice>
        </MeProvider>
      </QueryClientProvider>,
    ),
  )
  await act(async () => void (await new Promise((later) => setTimeout(later, 10))))
  const { textContent } = at
  await act(async () => root.unmount())
  return textContent
}

test('a disk that is nearly full is said to owners and admins, with what is left', async () => {
  const low = { free: 512_400_000, low: true }
  expect(await shown('owner', low)).toContain('512 MB are left')
  expect(await shown('admin', low)).toContain('512 MB are left')
  expect(await shown('agent', low)).toBe('all is well')
  expect(await shown('owner', { free: 9e9, low: false })).toBe('all is well')
  expect(await shown('owner', { free: null, low: false })).toBe('all is well')
})
