import { api, type SourceItem } from '@baton/contracts/api.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { BotChoice, useChosenBot } from '../settings/BotChoice.tsx'
import { Plus } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { ago, exactly } from '../ui/time.ts'
import { AddSource } from './AddSource.tsx'
import { t } from './text.ts'

const lookAgainMs = 1_500

export function useSources(bot: string) {
  return useQuery({
    queryKey: ['sources', bot],
    queryFn: () => call(api.sources, { params: { id: bot } }),
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'working') ? lookAgainMs : false),
  })
}

/** What a bot knows, and where it has it from. */
export function KnowledgePage() {
  const me = useMe()
  const bot = useChosenBot()
  const [adding, setAdding] = useState(false)
  const navigate = useNavigate()
  const sources = useSources(bot.id)
  const added = ({ id }: SourceItem) => {
    setAdding(false)
    void navigate({ to: '/knowledge/$source', params: { source: id }, search: (before) => before })
  }
  return (
    <main className="sheet page-sheet">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
        <BotChoice />
        {mayChange(me) && (
          <button type="button" className="button primary" onClick={() => setAdding(true)}>
            <Plus className="icon" />
            {t('add')}
          </button>
        )}
      </header>
      <div className="page-body">
        {sources.data ? <Sources sources={sources.data} /> : <Missing error={sources.error} again={() => void sources.refetch()} />}
      </div>
      <Modal open={adding} onClose={() => setAdding(false)} title={t('add')} broad>
        <AddSource bot={bot.id} done={added} />
      </Modal>
    </main>
  )
}

function Missing({ error, again }: { error: Error | null; again: () => void }) {
  if (!error)
    return (
      <div className="bones">
        <span className="bone row-bone" />
        <span className="bone row-bone" />
      </div>
    )
  return (
    <div className="blank" role="alert">
      <h2>{t('loadFailed')}</h2>
      <p className="quiet">{sentenceFor(error)}</p>
      <button type="button" className="button" onClick={again}>
        {t('again')}
      </button>
    </div>
  )
}

function Sources({ sources }: { sources: readonly SourceItem[] }) {
  if (sources.length === 0)
    return (
      <div className="blank">
        <h2>{t('emptyTitle')}</h2>
        <p className="quiet">{t('emptyHint')}</p>
      </div>
    )
  return (
    <table className="stacks">
      <thead>
        <tr>
          <th>{t('source')}</th>
          <th>{t('kind')}</th>
          <th>{t('status')}</th>
          <th className="right">{t('pieces')}</th>
          <th className="right">{t('changed')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </tbody>
    </table>
  )
}

function SourceRow({ source: { id, title, url, kind, status, error, chunks, updatedAt } }: { source: SourceItem }) {
  return (
    <tr>
      <td>
        <Link to="/knowledge/$source" params={{ source: id }} search={(before) => before} className="strong">
          {title}
        </Link>
        {url && <p className="small quiet clip">{url}</p>}
      </td>
      <td>{t(kind)}</td>
      <td>
        <Status status={status} error={error} />
      </td>
      <td className="right num">
        {chunks} <span className="phone-only">{t('pieces').toLowerCase()}</span>
      </td>
      <td className="right">
        <time className="quiet" title={exactly(updatedAt)}>
          {ago(updatedAt, Date.now())}
        </time>
      </td>
    </tr>
  )
}

export function Status({ status, error }: Pick<SourceItem, 'status' | 'error'>) {
  return (
    <>
      <span className="status" data-status={status}>
        {t(status)}
      </span>
      {error && <p className="small field-error">{error}</p>}
    </>
  )
}
