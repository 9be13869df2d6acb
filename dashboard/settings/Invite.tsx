import { api } from '@baton/contracts/api.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { meQuery } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { CopyBox } from '../ui/CopyBox.tsx'
import { Field, Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { t } from './text.ts'

type Made = { name: string; link: string }

/** Makes an account and shows its link, once. */
export function Invite({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [made, setMade] = useState<Made | null>(null)
  const close = () => {
    onClose()
    setMade(null)
  }
  return (
    <Modal
      open={open}
      onClose={close}
      title={made ? t('linkTitle', made.name) : t('inviteTitle')}
      intro={made ? t('linkIntro') : t('roles')}
    >
      {made ? (
        <div className="stack">
          <CopyBox text={made.link} label={t('linkLabel')} />
          <footer className="buttons">
            <button type="button" className="button primary" onClick={close}>
              {t('done')}
            </button>
          </footer>
        </div>
      ) : (
        <Form made={setMade} />
      )}
    </Modal>
  )
}

function Form({ made }: { made: (made: Made) => void }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<'agent' | 'admin'>('agent')
  const [problem, setProblem] = useState<string | null>(null)
  const client = useQueryClient()
  const invite = useMutation({
    mutationFn: () => call(api.invite, { body: { name: name.trim(), email: email.trim(), role } }),
    onSuccess: async ({ agent, link }) => {
      await client.invalidateQueries(meQuery)
      made({ name: agent.name, link })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(name.trim() === '' ? t('inviteNameMissing') : null)
    if (name.trim() !== '') invite.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Field label={t('inviteName')} autoFocus maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
      <Field label={t('inviteEmail')} type="email" required value={email} onChange={({ target }) => setEmail(target.value)} />
      <fieldset className="choices">
        <legend>{t('role')}</legend>
        {(['agent', 'admin'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="role" checked={role === one} onChange={() => setRole(one)} />
            {t(one)}
          </label>
        ))}
      </fieldset>
      <Problem sentence={problem ?? sentenceFor(invite.error)} />
      <footer className="buttons">
        <button type="submit" className="button primary" disabled={invite.isPending}>
          {t('makeLink')}
        </button>
      </footer>
    </form>
  )
}
