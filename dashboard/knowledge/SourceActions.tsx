import { api } from '@baton/contracts/api.ts'
import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { Trash2 } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { AddFiles } from './AddFiles.tsx'
import { EditSource, useEditLabel } from './EditSource.tsx'
import { fileText, t } from './text.ts'
import { useAct } from './use.ts'

type Open = 'edit' | 'file' | 'remove' | null

/** What can be done to a source as a whole. */
export function SourceActions({ source }: { source: SourceItem }) {
  const [open, setOpen] = useState<Open>(null)
  const editLabel = useEditLabel()
  const close = () => setOpen(null)
  return (
    <div className="source-actions">
      <Reading source={source} />
      {source.kind === 'file' && (
        <button type="button" className="button" onClick={() => setOpen('file')}>
          {fileText('replace')}
        </button>
      )}
      <button type="button" className="button" onClick={() => setOpen('edit')}>
        {editLabel}
      </button>
      <button type="button" className="button" onClick={() => setOpen('remove')}>
        <Trash2 className="icon" />
        {t('remove')}
      </button>
      <Modal open={open === 'edit'} onClose={close} title={editLabel}>
        <EditSource source={source} done={close} />
      </Modal>
      <Modal open={open === 'file'} onClose={close} title={fileText('replace')} broad>
        <AddFiles bot={source.bots?.[0] ?? ''} replaces={source.id} done={close} />
      </Modal>
      <Modal open={open === 'remove'} onClose={close} title={t('removeTitle')} intro={t('removeIntro', source.title)}>
        <Remove id={source.id} cancel={close} />
      </Modal>
    </div>
  )
}

/** Reading again, pausing and going on. */
function Reading({ source: { id, kind, status } }: { source: SourceItem }) {
  const sync = useAct(id, () => call(api.syncSource, { params: { id }, body: {} }))
  const pause = useAct(id, (paused: boolean) => call(api.changeSource, { params: { id }, body: { paused } }))
  const isSite = kind === 'website'
  return (
    <>
      {(isSite || kind === 'page') && status !== 'working' && status !== 'paused' && (
        <button type="button" className="button" disabled={sync.isPending} onClick={() => sync.mutate(undefined)}>
          {t(sync.isPending ? 'adding' : 'reindex')}
        </button>
      )}
      {isSite && (
        <button type="button" className="button" disabled={pause.isPending} onClick={() => pause.mutate(status !== 'paused')}>
          {t(status === 'paused' ? 'resume' : 'pause')}
        </button>
      )}
    </>
  )
}

function Remove({ id, cancel }: { id: string; cancel: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => call(api.removeSource, { params: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sources'] })
      await navigate({ to: '/knowledge', search: ({ bot }) => ({ bot }) })
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
