import { api } from '@baton/contracts/api.ts'
import type { Team } from '@baton/contracts/team.ts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { LinkOnce } from './LinkOnce.tsx'
import { t } from './text.ts'
import { problemAt, useStaffRefresh } from './use.ts'

type Made = { name: string; link: string }
type Props = { open: boolean; onClose: () => void; teams: readonly Team[] }

/** Makes an account and shows its link, once. */
export function Invite({ open, onClose, teams }: Props) {
  const [made, setMade] = useState<Made | null>(null)
  const close = () => {
    onClose()
    setMade(null)
  }
  const [title, intro] = made ? [t('linkTitle', made.name), t('linkIntro')] : [t('inviteTitle'), t('inviteIntro')]
  return (
    <Modal open={open} onClose={close} title={title} intro={intro}>
      {made ? <LinkOnce link={made.link} done={close} /> : <Form made={setMade} teams={teams} />}
    </Modal>
  )
}

function Form({ made, teams }: { made: (made: Made) => void; teams: readonly Team[] }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<'agent' | 'admin'>('agent')
  const [into, setInto] = useState<readonly string[]>(teams.slice(0, 1).map(({ id }) => id))
  const [missing, setMissing] = useState(false)
  const refresh = useStaffRefresh()
  const invite = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), email: email.trim(), role, teams: into.map((team) => ({ team })) }
      return call(api.invitePerson, { body })
    },
    onSuccess: async ({ person, link }) => {
      await refresh()
      made({ name: person.name, link })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(name.trim() === '')
    if (name.trim() !== '') invite.mutate()
  }
  const emailProblem = problemAt(invite.error, 'email')
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label={t('name')}
        autoFocus
        maxLength={120}
        value={name}
        error={missing ? t('nameMissing') : null}
        onChange={({ target }) => setName(target.value)}
      />
      <Field label={t('email')} type="email" value={email} error={emailProblem} onChange={({ target }) => setEmail(target.value)} />
      <fieldset className="choices">
        <legend>{t('role')}</legend>
        {(['agent', 'admin'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="role" checked={role === one} onChange={() => setRole(one)} />
            {t(one)}
          </label>
        ))}
      </fieldset>
      {teams.length > 1 && <Into teams={teams} into={into} onChange={setInto} />}
      <Problem sentence={emailProblem ? null : sentenceFor(invite.error)} />
      <footer className="buttons">
        <button type="submit" className="button primary" disabled={invite.isPending}>
          {t('makeLink')}
        </button>
      </footer>
    </form>
  )
}

type IntoProps = { teams: readonly Team[]; into: readonly string[]; onChange: (into: string[]) => void }

function Into({ teams, into, onChange }: IntoProps) {
  return (
    <fieldset className="choices">
      <legend>{t('teams')}</legend>
      {teams.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={into.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...into, id] : into.filter((other) => other !== id))}
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
