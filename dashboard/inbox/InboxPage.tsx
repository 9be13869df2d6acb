import type { ListName } from '@baton/contracts/api.ts'
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { useActions } from '../actions/registry.ts'
import { Resizer } from '../ui/Resizer.tsx'
import { ListPane } from './ListPane.tsx'

const names: readonly string[] = ['needs', 'mine', 'all', 'closed']
export type InboxSearch = { list?: ListName; q?: string }

export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const list = names.includes(String(search.list)) ? (search.list as ListName) : undefined
  return { list, q: typeof search.q === 'string' && search.q ? search.q : undefined }
}

/** The list, and whatever is open beside it. Which list and what is searched for stand in the address. */
export function InboxPage() {
  const { list = 'all', q = '' } = useSearch({ strict: false }) as InboxSearch
  const { conversation: selected = null } = useParams({ strict: false }) as { conversation?: string }
  const navigate = useNavigate()
  const search = useRef<HTMLInputElement>(null)
  const ids = useRef<string[]>([])
  useListKeys(ids, selected, search)
  const onItems = useCallback((next: string[]) => {
    ids.current = next
  }, [])
  const onText = (text: string) => void navigate({ to: '.', search: (before) => ({ ...before, q: text || undefined }), replace: true })
  return (
    <main className="inbox" data-selected={selected ? true : undefined}>
      <ListPane list={list} text={q} selected={selected} onText={onText} ref={search} onItems={onItems} />
      <Resizer variable="--list" initial={320} min={264} max={480} side="start" />
      <Outlet />
    </main>
  )
}

/** j and k (or the arrows) move the focus through the rows; Enter opens the focused one, as for any link. */
function useListKeys(ids: { current: string[] }, selected: string | null, search: { current: HTMLInputElement | null }): void {
  const navigate = useNavigate()
  const move = (by: number) => {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.row ?? selected
    const at = focused === null ? -1 : ids.current.indexOf(focused)
    const id = ids.current[Math.max(0, Math.min(ids.current.length - 1, at + by))]
    const row = id && document.querySelector<HTMLElement>(`[data-row="${id}"]`)
    if (row) row.focus()
    else if (id) void navigate({ to: '/inbox/$conversation', params: { conversation: id }, search: (before) => before })
  }
  useActions({ next: () => move(1), previous: () => move(-1), search: () => search.current?.focus() })
}
