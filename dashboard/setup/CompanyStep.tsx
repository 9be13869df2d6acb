import { api } from '@baton/contracts/api.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { learnMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { ColourField } from '../settings/BotSettings.tsx'
import { Field, Problem } from '../ui/Field.tsx'
import type { Answers } from './progress.ts'
import { t } from './text.ts'

type Props = { answers: Answers; answer: (part: Partial<Answers>) => void; password: string }

/** The last step before anything is made: one call makes owner, company and bot. */
export function CompanyStep({ answers, answer, password }: Props) {
  const [checked, setChecked] = useState(false)
  const client = useQueryClient()
  const { token, name, email, company, bot, brand } = answers
  const create = useMutation({
    mutationFn: () =>
      call(api.setup, {
        body: { token, name: name.trim(), email: email.trim(), password, company: company.trim(), bot: bot.trim(), brand },
      }),
    onSuccess: (me) => {
      learnMe(client, me)
      client.setQueryData(['setup'], { open: false })
      history.replaceState(history.state, '', location.pathname)
      answer({ step: 'knowledge', token: '' })
    },
  })
  const wrong = { company: company.trim() === '' ? t('companyMissing') : null, bot: bot.trim() === '' ? t('botMissing') : null }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (wrong.company === null && wrong.bot === null) create.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label={t('companyName')}
        error={checked ? wrong.company : null}
        autoComplete="organization"
        autoFocus
        maxLength={120}
        value={company}
        onChange={({ target }) => answer({ company: target.value })}
      />
      <Field
        label={t('botName')}
        hint={t('botHint')}
        error={checked ? wrong.bot : null}
        maxLength={120}
        value={bot}
        onChange={({ target }) => answer({ bot: target.value })}
      />
      <ColourField value={brand} onChange={(next) => answer({ brand: next })} />
      <Problem sentence={sentenceFor(create.error)} />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={() => answer({ step: 'account' })}>
          {t('back')}
        </button>
        <button type="submit" className="button primary" disabled={create.isPending}>
          {create.isPending ? t('creating') : t('create')}
        </button>
      </footer>
    </form>
  )
}
