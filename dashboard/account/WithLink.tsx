import { api } from '@baton/contracts/api.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { learnMe } from './me.tsx'
import { sentenceFor } from './problem.ts'
import { Sheet } from './Sheet.tsx'
import { t } from './text.ts'

export const shortestPassword = 10

export function Recovery() {
  return <WithLink route={api.recover} title={t('recoverTitle')} intro={t('recoverIntro')} button={t('recoverButton')} />
}

export function Invitation() {
  return <WithLink route={api.accept} title={t('invitationTitle')} intro={t('invitationIntro')} button={t('invitationButton')} />
}

type Props = { route: typeof api.recover | typeof api.accept; title: string; intro: string; button: string }

/** A link whose secret stands behind the #, which no server or proxy ever sees. */
function WithLink({ route, title, intro, button }: Props) {
  const [token] = useState(() => location.hash.slice(1))
  const [password, setPassword] = useState('')
  const [short, setShort] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const enter = useMutation({
    mutationFn: () => call(route, { body: { token, password } }),
    onSuccess: (me) => {
      learnMe(client, me)
      void navigate({ to: '/inbox', replace: true })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setShort(password.length < shortestPassword)
    if (password.length >= shortestPassword) enter.mutate()
  }
  if (token === '')
    return (
      <Sheet title={title}>
        <p>{t('noToken')}</p>
      </Sheet>
    )
  return (
    <Sheet title={title} intro={intro}>
      <form onSubmit={submit} noValidate>
        <Field
          label={t('newPassword')}
          hint={t('passwordHint')}
          error={short ? t('passwordShort') : null}
          type="password"
          autoComplete="new-password"
          autoFocus
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
        <Problem sentence={sentenceFor(enter.error)} />
        <button type="submit" className="button primary wide-button" disabled={enter.isPending}>
          {enter.isPending ? t('working') : button}
        </button>
      </form>
    </Sheet>
  )
}
