import { api } from '@baton/contracts/api.ts'
import type { PageChange, PageItem, PageStatus, SourceItem } from '@baton/contracts/knowledge.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { call } from '../live/call.ts'
import { SearchField } from '../ui/Field.tsx'
import { ago, exactly } from '../ui/time.ts'
import { changesInWords } from './crawl.ts'
import { Missing } from './Missing.tsx'
import { t as knowledge, pagesText as t } from './text.ts'
import { ageOf, lookAgainMs } from './use.ts'

type Filter = 'every' | PageStatus | PageChange
const statuses = ['read', 'waiting', 'duplicate', 'skipped', 'failed', 'gone'] as const
const changes = ['added', 'changed', 'removed'] as const
const isChange = (filter: Filter): filter is PageChange => changes.some((change) => change === filter)

/** The pages of a website, what came of each, and what the last sync changed. */
export function Pages({ source }: { source: SourceItem }) {
  const [filter, setFilter] = useState<Filter>('every')
  const [text, setText] = useState('')
  const query = usePages(source, filter, useDeferredValue(text.trim()))
  const pages = query.data?.pages.flatMap((part) => part.pages)
  return (
    <>
      <div className="filters">
        <SearchField label={t('find')} value={text} onChange={setText} />
        <FilterChoice source={source} filter={filter} onChange={setFilter} />
        {source.changes && source.syncedAt && <p className="quiet">{t('summary', changesInWords(source.changes))}</p>}
      </div>
      {!pages && <Missing error={query.error} again={() => void query.refetch()} />}
      {pages?.length === 0 && <p className="quiet">{t(source.status === 'working' && filter === 'every' ? 'noneYet' : 'none')}</p>}
      {pages && pages.length > 0 && <PageTable source={source.id} pages={pages} />}
      {query.hasNextPage && (
        <button type="button" className="button more" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {knowledge('more')}
        </button>
      )}
    </>
  )
}

function usePages(source: SourceItem, filter: Filter, text: string) {
  const { id, status } = source
  const wanted = filter === 'every' ? {} : isChange(filter) ? { change: filter } : { status: filter }
  return useInfiniteQuery({
    queryKey: ['source', id, 'pages', ageOf(source), filter, text],
    queryFn: ({ pageParam: after }) => call(api.pages, { params: { id }, query: { ...wanted, text, after } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: status === 'working' ? lookAgainMs : false,
    placeholderData: keepPreviousData,
  })
}

type ChoiceProps = { source: SourceItem; filter: Filter; onChange: (filter: Filter) => void }

/** Only what there is can be chosen. */
function FilterChoice({ source, filter, onChange }: ChoiceProps) {
  const option = (one: PageStatus | PageChange, n: number | undefined) =>
    n || one === filter ? (
      <option key={one} value={one}>
        {t('count', t(one), n ?? 0)}
      </option>
    ) : null
  return (
    <select className="field" aria-label={t('filter')} value={filter} onChange={({ target }) => onChange(target.value as Filter)}>
      <option value="every">{t('every')}</option>
      {statuses.map((one) => option(one, source.pages?.[one]))}
      <optgroup label={t('lastSync')}>{changes.map((one) => option(one, source.changes?.[one]))}</optgroup>
    </select>
  )
}

function PageTable({ source, pages }: { source: string; pages: readonly PageItem[] }) {
  return (
    <table className="stacks">
      <thead>
        <tr>
          <th>{t('page')}</th>
          <th>{knowledge('status')}</th>
          <th>{t('change')}</th>
          <th className="right">{knowledge('holds')}</th>
          <th className="right">{t('fetched')}</th>
        </tr>
      </thead>
      <tbody>
        {pages.map((page) => (
          <PageRow key={page.id} source={source} page={page} />
        ))}
      </tbody>
    </table>
  )
}

function PageRow({ source, page: { id, url, title, status, error, change, chunks, fetchedAt } }: { source: string; page: PageItem }) {
  return (
    <tr>
      <td>
        <a href={url} target="_blank" rel="noopener noreferrer" className="strong clip">
          {title || url}
        </a>
        {title && <p className="small quiet clip">{url}</p>}
      </td>
      <td>
        <span className="status" data-status={status}>
          {t(status)}
        </span>
        {error && <p className={status === 'failed' ? 'small field-error' : 'small quiet wraps'}>{error}</p>}
      </td>
      <td>{change && <span className="tag">{t(change)}</span>}</td>
      <td className="right num">
        {chunks > 0 && (
          <Link to="/knowledge/$source" params={{ source }} search={(before) => ({ ...before, view: 'pieces', page: id })}>
            {knowledge('pieces', chunks)}
          </Link>
        )}
      </td>
      <td className="right">
        {fetchedAt !== null && (
          <time className="quiet" title={exactly(fetchedAt)}>
            {ago(fetchedAt, Date.now())}
          </time>
        )}
      </td>
    </tr>
  )
}
