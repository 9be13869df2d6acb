import { api } from '@baton/contracts/api.ts'
import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { mayChange, useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { ChevronLeft } from '../ui/icons.tsx'
import { ago, exactly } from '../ui/time.ts'
import { AskSource } from './AskSource.tsx'
import { scheduleInWords } from './crawl.ts'
import { describeRead } from './files.ts'
import { Missing } from './Missing.tsx'
import { Pages } from './Pages.tsx'
import { Pairs } from './Pairs.tsx'
import { Pieces } from './Pieces.tsx'
import { SourceActions } from './SourceActions.tsx'
import { Status } from './Status.tsx'
import { SyncSettings } from './SyncSettings.tsx'
import { TextView } from './TextView.tsx'
import { t } from './text.ts'
import { useSource } from './use.ts'
import { type View, viewOf, viewsOf } from './views.ts'

/** One source: how it is, what is in it, and what can be done to it. */
export function SourcePage({ id }: { id: string }) {
  const me = useMe()
  const { data: source, error, refetch } = useSource(id)
  const { view: asked, page } = useSearch({ from: '/inside/knowledge/$source' })
  return (
    <main className="sheet page-sheet">
      <header className="page-head">
        <div>
          <Link to="/knowledge" search={({ bot }) => ({ bot })} className="crumb">
            <ChevronLeft className="icon" />
            {t('back')}
          </Link>
          <h1>{source?.title ?? t('title')}</h1>
          {source && <About source={source} />}
        </div>
        {source && mayChange(me) && <SourceActions source={source} />}
      </header>
      <div className="page-body">
        {source ? (
          <>
            <Views source={source} now={viewOf(source.kind, asked)} />
            <Shown source={source} view={viewOf(source.kind, asked)} page={page} />
          </>
        ) : (
          <Missing error={error} again={() => void refetch()} />
        )}
      </div>
    </main>
  )
}

function About({ source }: { source: SourceItem }) {
  const { kind, url, chunks, file, settings, syncedAt } = source
  return (
    <div className="under-head">
      {t(kind)} <Status source={source} />
      <span className="num">{t('pieces', chunks)}</span>
      {file && <span className="num">{describeRead(file)}</span>}
      {settings && <span>{scheduleInWords(settings.schedule)}</span>}
      {syncedAt && (
        <time title={exactly(syncedAt)}>
          {t('synced')}: {ago(syncedAt, Date.now())}
        </time>
      )}
      {url && (
        <a href={url} target="_blank" rel="noopener noreferrer" className="clip">
          {url}
        </a>
      )}
    </div>
  )
}

function Views({ source: { id, kind }, now }: { source: SourceItem; now: View }) {
  return (
    <nav className="views" aria-label={t('views')}>
      {viewsOf(kind).map((view) => (
        <Link
          key={view}
          to="/knowledge/$source"
          params={{ source: id }}
          search={({ bot }) => ({ bot, view })}
          aria-current={view === now ? 'page' : undefined}
        >
          {t(`view_${view}`)}
        </Link>
      ))}
    </nav>
  )
}

function Shown({ source, view, page }: { source: SourceItem; view: View; page: string | undefined }) {
  switch (view) {
    case 'pages':
      return <Pages source={source} />
    case 'sync':
      return source.settings ? <SyncSettings source={source} settings={source.settings} /> : null
    case 'pairs':
      return <Pairs source={source} />
    case 'text':
      return <Text source={source} />
    case 'pieces':
      return <Pieces source={source} page={page} />
    case 'ask':
      return <AskSource id={source.id} />
  }
}

/** The text itself comes with the source only where one is asked for. */
function Text({ source }: { source: SourceItem }) {
  const { id, updatedAt } = source
  const { data, error, refetch } = useQuery({
    queryKey: ['source', id, 'text', updatedAt],
    queryFn: async () => (await call(api.source, { params: { id }, query: { limit: 1 } })).source.text ?? '',
    placeholderData: (before) => before,
  })
  return data === undefined ? <Missing error={error} again={() => void refetch()} /> : <TextView source={source} text={data} />
}
