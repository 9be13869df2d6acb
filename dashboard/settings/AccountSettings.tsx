import { api } from '@baton/contracts/api.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { learnMe, useMe } from '../account/me.tsx'
import { prefer, usePreferences } from '../account/preferences.ts'
import { sentenceFor } from '../account/problem.ts'
import { shortestPassword } from '../account/WithLink.tsx'
import { ring } from '../inbox/sound.ts'
import { call, Refused } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { Head, SavedForm, useEdited } from './form.tsx'
import { t } from './text.ts'

export function AccountSettings() {
  return (
    <>
      <Head title={t('account')} intro={t('accountIntro')} />
      <div className="page-body narrow-body sections">
        <NameForm />
        <Browser />
        <PasswordForm />
      </div>
    </>
  )
}

function NameForm() {
  const me = useMe()
  const client = useQueryClient()
  const edited = useEdited({ name: me.agent.name })
  const save = async () => learnMe(client, await call(api.changeMe, { body: { name: edited.value.name.trim() } }))
  return (
    <SavedForm dirty={edited.dirty} undo={edited.undo} save={save}>
      <Field
        label={t('yourName')}
        hint={t('nameHint')}
        autoComplete="name"
        maxLength={120}
        value={edited.value.name}
        onChange={({ target }) => edited.change({ name: target.value })}
      />
    </SavedForm>
  )
}

const themes = ['system', 'light', 'dark'] as const

function Browser() {
  const { theme, sound } = usePreferences()
  return (
    <section>
      <h2>{t('browser')}</h2>
      <fieldset className="mode">
        <legend className="small">{t('theme')}</legend>
        {themes.map((one) => (
          <label key={one}>
            <input className="hidden" type="radio" name="theme" checked={theme === one} onChange={() => prefer({ theme: one })} />
            {t(one)}
          </label>
        ))}
      </fieldset>
      <div className="setting">
        <label>
          <input type="checkbox" className="switch" checked={sound} onChange={({ target }) => prefer({ sound: target.checked })} />
          {t('sound')}
        </label>
        <button type="button" className="button bare" onClick={ring}>
          {t('trySound')}
        </button>
      </div>
      <Notifications />
    </section>
  )
}

function Notifications() {
  const { notifications } = usePreferences()
  const [permission, setPermission] = useState(() => (typeof Notification === 'undefined' ? 'denied' : Notification.permission))
  const on = notifications && permission === 'granted'
  const change = async (wanted: boolean) => {
    prefer({ notifications: wanted })
    if (wanted && permission === 'default') setPermission(await Notification.requestPermission())
  }
  const blocked = window.isSecureContext ? t('notificationsDenied') : t('notificationsInsecure')
  return (
    <div className="setting">
      <label>
        <input
          type="checkbox"
          className="switch"
          checked={on}
          disabled={permission === 'denied'}
          onChange={({ target }) => void change(target.checked)}
        />
        <span>
          {t('notifications')}
          <span className="small quiet">{permission === 'denied' ? blocked : t('notificationsHint')}</span>
        </span>
      </label>
    </div>
  )
}

function PasswordForm() {
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const [short, setShort] = useState(false)
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: () => call(api.changeMe, { body: { password: { old, new: fresh } } }),
    onSuccess: (me) => {
      learnMe(client, me)
      setOld('')
      setFresh('')
      toast({ key: 'saved', title: t('passwordChanged') })
    },
  })
  const wrong = change.error instanceof Refused && change.error.refusal.no === 'wrongPassword'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setShort(fresh.length < shortestPassword)
    if (fresh.length >= shortestPassword) change.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <div>
        <h2>{t('password')}</h2>
        <p className="quiet">{t('passwordIntro')}</p>
      </div>
      <Field
        label={t('oldPassword')}
        type="password"
        autoComplete="current-password"
        value={old}
        onChange={({ target }) => setOld(target.value)}
      />
      <Field
        label={t('newPassword')}
        error={short ? t('passwordShort') : null}
        type="password"
        autoComplete="new-password"
        value={fresh}
        onChange={({ target }) => setFresh(target.value)}
      />
      <Problem sentence={wrong ? t('passwordWrong') : sentenceFor(change.error)} />
      <footer>
        <button type="submit" className="button" disabled={old === '' || fresh === '' || change.isPending}>
          {t('changePassword')}
        </button>
      </footer>
    </form>
  )
}
