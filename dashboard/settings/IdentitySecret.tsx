import { api, type Bot } from '@baton/contracts/api.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { CopyBox } from '../ui/CopyBox.tsx'
import { Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { identityText as t } from './identity-text.ts'

/** The secret by which the company's server signs who its visitors are: made or replaced here, and shown once. */
export function IdentitySecret({ bot: { id } }: { bot: Bot }) {
  const [asking, setAsking] = useState<'renew' | 'remove' | null>(null)
  const { data, error } = useQuery({ queryKey: ['identity', id], queryFn: () => call(api.identity, { params: { id } }) })
  const secret = data?.secret ?? null
  return (
    <section>
      <h2>{t('title')}</h2>
      <p className="quiet">{t('intro')}</p>
      <Problem sentence={sentenceFor(error)} />
      {data && <p>{secret ? (secret.readable ? t('stands', secret.hint) : t('unreadable')) : t('none')}</p>}
      {data && (
        <p className="buttons">
          <button type="button" className="button" onClick={() => setAsking('renew')}>
            {secret ? t('renew') : t('make')}
          </button>
          {secret && (
            <button type="button" className="button bare" onClick={() => setAsking('remove')}>
              {t('remove')}
            </button>
          )}
        </p>
      )}
      <Renew bot={id} first={!secret} open={asking === 'renew'} onClose={() => setAsking(null)} />
      <Remove bot={id} open={asking === 'remove'} onClose={() => setAsking(null)} />
    </section>
  )
}

type Asked = { bot: string; open: boolean; onClose: () => void }

function Renew({ bot, first, open, onClose }: Asked & { first: boolean }) {
  const client = useQueryClient()
  const renew = useMutation({
    mutationFn: () => call(api.renewIdentity, { params: { id: bot }, body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['identity', bot] }),
  })
  const close = () => {
    renew.reset()
    onClose()
  }
  if (renew.data)
    return (
      <Modal open={open} onClose={close} title={t('madeTitle')} intro={t('madeIntro')} broad>
        <CopyBox text={renew.data.secret} label={t('secret')} />
        <footer className="buttons">
          <button type="button" className="button primary" onClick={close}>
            {t('done')}
          </button>
        </footer>
      </Modal>
    )
  return (
    <Modal open={open} onClose={close} title={first ? t('make') : t('renewTitle')} intro={first ? t('makeIntro') : t('renewIntro')}>
      <Problem sentence={sentenceFor(renew.error)} />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={close}>
          {t('cancel')}
        </button>
        <button type="button" className="button primary" disabled={renew.isPending} onClick={() => renew.mutate()}>
          {t('makeIt')}
        </button>
      </footer>
    </Modal>
  )
}

function Remove({ bot, open, onClose }: Asked) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(api.removeIdentity, { params: { id: bot } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['identity', bot] }).then(onClose),
  })
  return (
    <Modal open={open} onClose={onClose} title={t('removeTitle')} intro={t('removeIntro')}>
      <Problem sentence={sentenceFor(remove.error)} />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {t('remove')}
        </button>
      </footer>
    </Modal>
  )
}
