import { type FormEvent, useState } from 'react'
import { shortestPassword } from '../account/WithLink.tsx'
import { Field } from '../ui/Field.tsx'
import type { Answers } from './progress.ts'
import { t } from './text.ts'

type Props = {
  answers: Answers
  answer: (part: Partial<Answers>) => void
  password: string
  setPassword: (password: string) => void
  again: boolean
}

export function AccountStep({ answers, answer, password, setPassword, again }: Props) {
  const [checked, setChecked] = useState(false)
  const wrong = {
    name: answers.name.trim() === '' ? t('nameMissing') : null,
    email: /^\S+@\S+\.\S+$/.test(answers.email.trim()) ? null : t('emailMissing'),
    password: password.length < shortestPassword ? t('passwordShort') : null,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (Object.values(wrong).every((problem) => problem === null)) answer({ step: 'company' })
  }
  return (
    <form onSubmit={submit} noValidate>
      {again && (
        <p className="notice" role="status">
          {t('passwordAgain')}
        </p>
      )}
      <Field
        label={t('yourName')}
        hint={t('nameHint')}
        error={checked ? wrong.name : null}
        autoComplete="name"
        autoFocus={!again}
        maxLength={120}
        value={answers.name}
        onChange={({ target }) => answer({ name: target.value })}
      />
      <Field
        label={t('email')}
        error={checked ? wrong.email : null}
        type="email"
        autoComplete="username"
        value={answers.email}
        onChange={({ target }) => answer({ email: target.value })}
      />
      <Field
        label={t('password')}
        hint={t('passwordHint')}
        error={checked ? wrong.password : null}
        type="password"
        autoComplete="new-password"
        autoFocus={again}
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <footer className="buttons">
        <button type="submit" className="button primary">
          {t('next')}
        </button>
      </footer>
    </form>
  )
}
