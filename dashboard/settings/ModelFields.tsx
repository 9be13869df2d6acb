import type { ModelState, ModelTest } from '@baton/contracts/answering.ts'
import { api } from '@baton/contracts/api.ts'
import { useMutation } from '@tanstack/react-query'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { answersText as t } from './answers-text.ts'
import { seconds } from './ModelUsage.tsx'
import { type Form, modelOf } from './model-form.ts'

/** Whose model, where, which, and with what key. */
export function ModelFields({ form: { value, change }, state }: { form: Form; state: ModelState }) {
  if (state.from === 'environment')
    return (
      <section>
        <h2>{t('model')}</h2>
        <p className="notice">{t('fromEnvironment', state.model?.name ?? '', state.model?.url ?? '')}</p>
        <Try />
      </section>
    )
  return (
    <section>
      <fieldset className="choices">
        <legend>{t('model')}</legend>
        {(['none', 'openai', 'anthropic', 'google', 'compatible'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="provider" checked={value.provider === one} onChange={() => change({ provider: one })} />
            {t(one)}
          </label>
        ))}
      </fieldset>
      {value.provider !== 'none' && <Details form={{ value, change }} state={state} />}
    </section>
  )
}

function Details({ form: { value, change }, state }: { form: Pick<Form, 'value' | 'change'>; state: ModelState }) {
  const same = state.model?.provider === value.provider && (value.provider !== 'compatible' || state.model.url === value.url.trim())
  return (
    <>
      {value.provider === 'compatible' && (
        <Field
          label={t('url')}
          hint={t('urlHint')}
          type="url"
          maxLength={2000}
          value={value.url}
          onChange={({ target }) => change({ url: target.value })}
        />
      )}
      <Field
        label={t('name')}
        hint={t('nameHint')}
        maxLength={200}
        spellCheck={false}
        value={value.name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Field
        label={t('key')}
        hint={keyHint(same ? state.key : null)}
        type="password"
        autoComplete="off"
        maxLength={500}
        value={value.key ?? ''}
        disabled={value.key === null}
        onChange={({ target }) => change({ key: target.value })}
      />
      {same && state.key && (
        <label className="check">
          <input type="checkbox" checked={value.key === null} onChange={({ target }) => change({ key: target.checked ? null : '' })} />
          {t('keyForget')}
        </label>
      )}
      <Try form={{ value, change }} />
    </>
  )
}

function keyHint(key: ModelState['key']): string {
  if (!key) return t('keyHint')
  return key.readable ? t('keyKept', key.hint) : t('keyUnreadable')
}

/** One question, with what stands in the form. */
function Try({ form }: { form?: Pick<Form, 'value' | 'change'> }) {
  const trying = useMutation({
    mutationFn: () => {
      const key = form?.value.key
      return call(api.tryModel, { body: form ? { model: modelOf(form.value), ...(key === '' ? {} : { key }) } : {} })
    },
  })
  return (
    <div className="model-test">
      <button type="button" className="button" disabled={trying.isPending} onClick={() => trying.mutate()}>
        {trying.isPending ? t('trying') : t('try')}
      </button>
      <p className="small quiet">{t('tryHint')}</p>
      <div className="model-test-result" aria-live="polite">
        {trying.data && !trying.isPending && <Result test={trying.data} />}
      </div>
      <Problem sentence={sentenceFor(trying.error)} />
    </div>
  )
}

function Result({ test: { ok, ms, firstMs, text, problem } }: { test: ModelTest }) {
  return (
    <>
      <p className="status" data-status={ok ? 'ready' : 'failed'}>
        {ok ? t('works', seconds(ms), seconds(firstMs ?? ms)) : problem}
      </p>
      {text && <p className="small quiet">{t('said', text)}</p>}
    </>
  )
}
