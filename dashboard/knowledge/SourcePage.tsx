import { api, type ChunkItem } from '@baton/contracts/api.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { ChevronLeft, Trash2 } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { Said } from '../ui/Said.tsx'
import { Status } from './KnowledgePage.tsx'
import { t } from './text.ts'

const lookAgainMs = 1_500

/** One source, and its pieces as the bot sees them. */
export function SourcePage({ id }: { id: string }) {
  const me = useMe()
  const [removing, setRemoving] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['source', id],
    queryFn: () => call(api.source, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.source.status === 'working' ? lookAgainMs : false),
  })
  const source = data?.source
  return (
    <main className="sheet page-sheet">
      <header className="page-head">
        <div>
          <Link to="/knowledge" search={(before) => before} className="crumb">
            <ChevronLeft className="icon" />
            {t('back')}
          </Link>
          <h1>{source?.title ?? t('title')}</h1>
          {source && (
            <div className="under-head">
              {t(source.kind)} <Status status={source.status} error={source.error} />
              {source.url && (
                <a href={source.url} target="_blank" rel="noopener noreferrer" className="clip">
                  {source.url}
                </a>
              )}
            </div>
          )}
          <Problem sentence={sentenceFor(error)} />
        </div>
        {source && mayChange(me) && (
          <button type="button" className="button" onClick={() => setRemoving(true)}>
            <Trash2 className="icon" />
            {t('remove')}
          </button>
        )}
      </header>
      {data && <Pieces chunks={data.chunks} working={data.source.status === 'working'} />}
      {source && (
        <Modal open={removing} onClose={() => setRemoving(false)} title={t('removeTitle')} intro={t('removeIntro', source.title)}>
          <Remove id={id} cancel={() => setRemoving(false)} />
        </Modal>
      )}
    </main>
  )
}

function Pieces({ chunks, working }: { chunks: readonly ChunkItem[]; working: boolean }) {
  if (chunks.length === 0) return <p className="page-body quiet">{working ? t('working') : t('noPieces')}</p>
  return (
    <div className="page-body">
      <h2 className="section-title">{t('preview', chunks.length)}</h2>
      <ol className="pieces">
        {chunks.map((chunk) => (
          <li key={chunk.id} className="card">
            {chunk.question === null && (
              <p className="small quiet">
                {[chunk.title, ...chunk.heading].filter((part, i, all) => part && part !== all[i - 1]).join(' › ')}
              </p>
            )}
            {chunk.question && <h3>{chunk.question}</h3>}
            <p className="said">
              <Said text={chunk.text} />
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Remove({ id, cancel }: { id: string; cancel: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => call(api.removeSource, { params: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sources'] })
      await navigate({ to: '/knowledge', search: (before) => before })
    },
  })
  return (
    <>
      <Problem sentence={sentenceFor(remove.error)} />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={cancel}>
          {t('cancel')}
        </button>
        <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {t('remove')}
        </button>
      </footer>
    </>
  )
}
