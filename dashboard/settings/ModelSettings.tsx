import type { ModelState } from '@baton/contracts/answering.ts'
import { api } from '@baton/contracts/api.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { answersText as t } from './answers-text.ts'
import { Head, SavedForm, useEdited } from './form.tsx'
import { ModelFields } from './ModelFields.tsx'
import { ModelUsage } from './ModelUsage.tsx'
import { type Fields, fieldsOf, modelOf, modelQuery, wrongWith } from './model-form.ts'
import { UseFields } from './UseFields.tsx'

/** Which model writes the answers, and what it may cost. */
export function ModelSettings() {
  const may = mayChange(useMe())
  return (
    <>
      <Head title={t('title')} intro={t('intro')} />
      <div className="page-body narrow-body sections">{may ? <Loaded /> : <p className="quiet">{t('onlyAdmins')}</p>}</div>
    </>
  )
}

function Loaded() {
  const { data, error, refetch } = useQuery(modelQuery)
  if (data)
    return (
      <>
        <Chosen state={data} />
        <ModelUsage />
      </>
    )
  if (!error)
    return (
      <div className="bones">
        <span className="bone row-bone" />
      </div>
    )
  return (
    <div className="blank" role="alert">
      <h2>{t('loadFailed')}</h2>
      <p className="quiet">{sentenceFor(error)}</p>
      <button type="button" className="button" onClick={() => void refetch()}>
        {t('again')}
      </button>
    </div>
  )
}

function Chosen({ state }: { state: ModelState }) {
  const client = useQueryClient()
  const form = useEdited<Fields>(fieldsOf(state))
  const save = async () => {
    const { provider, url, name, key, ...use } = form.value
    const body = { model: modelOf({ provider, url, name }), use, ...(key === '' ? {} : { key }) }
    client.setQueryData(modelQuery.queryKey, await call(api.changeModel, { body }))
  }
  return (
    <SavedForm dirty={form.dirty} undo={form.undo} save={save} check={() => wrongWith(form.value, state)}>
      {state.today.usedUp && (
        <p className="notice" role="status">
          {t('usedUp')}
        </p>
      )}
      <ModelFields form={form} state={state} />
      <UseFields form={form} state={state} />
    </SavedForm>
  )
}
