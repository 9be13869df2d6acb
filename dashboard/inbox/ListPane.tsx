import { api, type ListName } from '@baton/contracts/api.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Ref, useEffect, useMemo, useRef, useState } from 'react'
import { useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { useLive, useLiveStore } from '../live/hooks.tsx'
import { Search, X } from '../ui/icons.tsx'
import { BulkBar } from './BulkBar.tsx'
import { type Item, itemsOf } from './items.ts'
import { Rows } from './Rows.tsx'
import { t } from './text.ts'

const names: readonly ListName[] = ['needs', 'mine', 'all', 'closed']
type Props = {
  list: ListName
  text: string
  selected: string | null
  onText: (text: string) => void
  ref: Ref<HTMLInputElement>
  onItems: (ids: string[]) => void
}

export function ListPane({ list, text, selected, onText, ref, onItems }: Props) {
  const live = useLiveStore()
  const lists = useLive((state) => state.lists)
  const search = useSearch(list, text)
  useEffect(() => live.watch(list), [live, list])
  const items = useMemo<Item[]>(
    () => (text ? (search.ids ?? []).map((id) => ({ kind: 'row', id })) : itemsOf(list, lists)),
    [text, search.ids, list, lists],
  )
  useEffect(() => onItems(items.flatMap((item) => (item.kind === 'row' ? [item.id] : []))), [items, onItems])
  const status = text ? search.status : (lists[list]?.status ?? 'loading')
  return (
    <section className="list" aria-label={t('conversations')}>
      <ListHead text={text} onText={onText} ref={ref} />
      <Tabs list={list} />
      <BulkBar />
      <Rows list={list} text={text} items={items} status={status} selected={selected} />
    </section>
  )
}

function ListHead({ text, onText, ref }: Pick<Props, 'text' | 'onText' | 'ref'>) {
  const me = useMe()
  const [open, setOpen] = useState(text !== '')
  const box = useRef<HTMLInputElement>(null)
  const end = () => {
    onText('')
    setOpen(false)
  }
  return (
    <header>
      <h1>{t('inbox')}</h1>
      {!open && <span className="quiet clip">{me.company}</span>}
      <search data-open={open || undefined}>
        <input
          ref={(input) => {
            box.current = input
            if (typeof ref === 'function') ref(input)
            else if (ref) ref.current = input
          }}
          className="field"
          type="search"
          aria-label={t('searchLabel')}
          placeholder={t('search')}
          value={text}
          onFocus={() => setOpen(true)}
          onChange={({ target: { value } }) => onText(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            end()
            event.currentTarget.blur()
          }}
        />
      </search>
      <button
        type="button"
        className="button bare square"
        aria-label={open ? t('endSearch') : t('search')}
        onClick={() => (open ? end() : box.current?.focus())}
      >
        {open ? <X className="icon" /> : <Search className="icon" />}
      </button>
    </header>
  )
}

function Tabs({ list }: { list: ListName }) {
  const counts = useLive((state) => state.counts)
  return (
    <nav className="tabs" aria-label={t('lists')}>
      {names.map((name) => (
        <Link key={name} to="." search={(search) => ({ ...search, list: name })} aria-current={name === list ? 'page' : undefined}>
          {t(name)}
          {counts && name !== 'closed' && <span className="num">{counts[name].toLocaleString('en-GB')}</span>}
        </Link>
      ))}
    </nav>
  )
}

type Found = { ids: string[] | undefined; status: 'loading' | 'ready' | 'failed' }

function useSearch(list: ListName, text: string): Found {
  const live = useLiveStore()
  const settled = useSettled(text)
  const { data, status } = useQuery({
    queryKey: ['search', list, settled],
    enabled: settled !== '',
    queryFn: async ({ signal }) => {
      const { rows } = await call(api.conversations, { query: { list, text: settled, limit: 100 } }, signal)
      live.learn(rows)
      return rows.map(({ id }) => id)
    },
    placeholderData: (before) => before,
  })
  return { ids: data, status: status === 'pending' ? 'loading' : status === 'error' ? 'failed' : 'ready' }
}

/** A text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), 180)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
