import { api } from '@baton/contracts/api.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { learnMe } from './me.tsx'
import { sentenceFor } from './problem.ts'
import { Sheet } from './Sheet.tsx'
import { t } from './text.ts'

export function SignIn() {
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(api.setupState, {}), retry: 1 })
  if (setup.data?.open) {
    return (
      <Sheet title={t('notSetUp')}>
        <p>{t('notSetUpHint')}</p>
      </Sheet>
    )
  }
  return <Form />
}

function Form() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const client = useQueryClient()
  const navigate = useNavigate()
  const { to } = useSearch({ strict: false }) as { to?: string }
  const enter = useMutation({
    mutationFn: () => call(api.signIn, { body: { email: email.trim(), password } }),
    onSuccess: (me) => {
      learnMe(client, me)
      void navigate({ to: to?.startsWith('/') && !to.startsWith('//') ? to : '/inbox' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <Sheet title={t('signIn')} intro={t('signInIntro')}>
      <form onSubmit={submit}>
        <Field
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
        <Field
          label={t('password')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
        <Problem sentence={sentenceFor(enter.error)} />
        <button type="submit" className="button primary wide-button" disabled={enter.isPending}>
          {enter.isPending ? t('working') : t('signIn')}
        </button>
      </form>
      <p className="small quiet foot">{t('forgot')}</p>
    </Sheet>
  )
}
