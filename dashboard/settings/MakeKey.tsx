import { api } from '@baton/contracts/api.ts'
import type { KeyScope } from '@baton/contracts/knowledge.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { CopyBox } from '../ui/CopyBox.tsx'
import { Field, Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { keyText as t } from './key-text.ts'

/** Makes an API key, and shows it this once. */
export function MakeKey({ open, onClose }: { open: boolean; onClose: () => void }) {
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: (body: { name: string; scopes: KeyScope[] }) => call(api.addKey, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  })
  const close = () => {
    make.reset()
    onClose()
  }
  return (
    <Modal
      open={open}
      onClose={close}
      title={make.data ? t('madeTitle', make.data.key.name) : t('makeTitle')}
      intro={make.data ? t('madeIntro') : ''}
      broad={make.data !== undefined}
    >
      {make.data ? (
        <Made token={make.data.token} done={close} />
      ) : (
        <Ask make={make.mutate} busy={make.isPending} problem={sentenceFor(make.error)} cancel={close} />
      )}
    </Modal>
  )
}

const scopes: readonly KeyScope[] = ['sync']

type AskProps = { make: (key: { name: string; scopes: KeyScope[] }) => void; busy: boolean; problem: string | null; cancel: () => void }

function Ask({ make, busy, problem, cancel }: AskProps) {
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly KeyScope[]>(scopes)
  const [missing, setMissing] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wrong = name.trim() === '' ? t('nameMissing') : chosen.length === 0 ? t('scopeMissing') : null
    setMissing(wrong)
    if (wrong === null) make({ name: name.trim(), scopes: [...chosen] })
  }
  const choose = (scope: KeyScope, on: boolean) => setChosen(on ? [...chosen, scope] : chosen.filter((one) => one !== scope))
  return (
    <form onSubmit={submit} noValidate>
      <Field label={t('nameLabel')} hint={t('nameHint')} maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
      <fieldset className="choices">
        <legend>{t('scopeLegend')}</legend>
        {scopes.map((scope) => (
          <label key={scope}>
            <input type="checkbox" checked={chosen.includes(scope)} onChange={({ target }) => choose(scope, target.checked)} />
            <span>
              {t(scope)} <span className="quiet">{t('syncHint')}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Problem sentence={missing ?? problem} />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={cancel}>
          {t('cancel')}
        </button>
        <button type="submit" className="button primary" disabled={busy}>
          {t('makeIt')}
        </button>
      </footer>
    </form>
  )
}

function Made({ token, done }: { token: string; done: () => void }) {
  const { publicUrl } = useMe()
  return (
    <div className="stack">
      <CopyBox text={token} label={t('keyLabel')} />
      <p className="quiet">{t('example')}</p>
      <pre className="code-box">{exampleFor(publicUrl)}</pre>
      <footer className="buttons">
        <button type="button" className="button primary" onClick={done}>
          {t('done')}
        </button>
      </footer>
    </div>
  )
}

/** As a CMS would call it. The key itself stays out: what is shown here gets copied into tickets and scripts. */
function exampleFor(publicUrl: string): string {
  return [
    `curl ${publicUrl.replace(/\/$/, '')}/v1/sync \\`,
    '  -H "authorization: Bearer $BATON_KEY" -H "content-type: application/json" \\',
    `  -d '{"source_type": "url", "url": "https://…", "action": "reindex"}'`,
  ].join('\n')
}
