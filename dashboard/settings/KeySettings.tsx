import { api } from '@baton/contracts/api.ts'
import type { KeyItem } from '@baton/contracts/knowledge.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { Plus } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { ago, exactly } from '../ui/time.ts'
import { Head } from './form.tsx'
import { keyText as t } from './key-text.ts'
import { MakeKey } from './MakeKey.tsx'

const keysQuery = { queryKey: ['keys'], queryFn: () => call(api.keys, {}) }

/** *Settings → API keys*: what programs of the company's own may do here. */
export function KeySettings() {
  const may = mayChange(useMe())
  const [making, setMaking] = useState(false)
  return (
    <>
      <Head title={t('title')} intro={t('intro')}>
        {may && (
          <button type="button" className="button primary" onClick={() => setMaking(true)}>
            <Plus className="icon" />
            {t('make')}
          </button>
        )}
      </Head>
      <div className="page-body">{may ? <Keys /> : <p className="quiet">{t('onlyAdmins')}</p>}</div>
      <MakeKey open={making} onClose={() => setMaking(false)} />
    </>
  )
}

function Keys() {
  const { data, error, refetch } = useQuery(keysQuery)
  if (error && !data)
    return (
      <div className="blank" role="alert">
        <h2>{t('loadFailed')}</h2>
        <p className="quiet">{sentenceFor(error)}</p>
        <button type="button" className="button" onClick={() => void refetch()}>
          {t('again')}
        </button>
      </div>
    )
  if (!data)
    return (
      <div className="bones">
        <span className="bone row-bone" />
      </div>
    )
  if (data.length === 0)
    return (
      <div className="blank">
        <h2>{t('emptyTitle')}</h2>
        <p className="quiet">{t('emptyHint')}</p>
      </div>
    )
  return <KeyTable keys={data} />
}

function KeyTable({ keys }: { keys: readonly KeyItem[] }) {
  return (
    <table className="stacks people">
      <thead>
        <tr>
          <th>{t('name')}</th>
          <th>{t('scope')}</th>
          <th>{t('made')}</th>
          <th>{t('used')}</th>
          <th>
            <span className="hidden">{t('revoke')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} item={key} />
        ))}
      </tbody>
    </table>
  )
}

function KeyRow({ item: { id, name, hint, scopes, createdAt, usedAt } }: { item: KeyItem }) {
  const now = Date.now()
  return (
    <tr>
      <td>
        <strong>{name}</strong>
        <p className="small quiet">
          <code>{hint}…</code>
        </p>
      </td>
      <td>{scopes.map((scope) => t(scope)).join(', ')}</td>
      <td>
        <span className="phone-only quiet">{t('made')} </span>
        <time className="quiet" title={exactly(createdAt)}>
          {ago(createdAt, now)}
        </time>
      </td>
      <td>
        <span className="phone-only quiet">{t('used')} </span>
        {usedAt === null ? (
          <span className="quiet">{t('never')}</span>
        ) : (
          <time className="quiet" title={exactly(usedAt)}>
            {ago(usedAt, now)}
          </time>
        )}
      </td>
      <td className="right">
        <Revoke id={id} name={name} />
      </td>
    </tr>
  )
}

function Revoke({ id, name }: { id: string; name: string }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => call(api.removeKey, { params: { id } }),
    onSuccess: () => client.invalidateQueries(keysQuery),
  })
  return (
    <>
      <button type="button" className="button bare" aria-label={t('revokeOne', name)} onClick={() => setAsking(true)}>
        {t('revoke')}
      </button>
      <Modal open={asking} onClose={() => setAsking(false)} title={t('revokeTitle', name)} intro={t('revokeIntro')}>
        <Problem sentence={sentenceFor(revoke.error)} />
        <footer className="buttons">
          <button type="button" className="button bare" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
          <button type="button" className="button danger" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('revoke')}
          </button>
        </footer>
      </Modal>
    </>
  )
}
