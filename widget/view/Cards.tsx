/** @jsxImportSource @baton/widget */

import type { Wish } from '../live/client.ts'
import type { Live } from '../live/store.ts'
import { t } from '../strings.ts'
import { Icon } from './Icon.tsx'
import type { View } from './view.ts'
import { between, counted, whenDue, zone } from './when.ts'

/** While a person is being found: how long it has been, what else there is, and one form that may be skipped. */
export function WaitingCard(view: View, since: number) {
  const { live, ui, now, act, change } = view
  const email = emailOf(live)
  const leaving = live.outbox.some((pending) => pending.act.type === 'stopWaiting')
  const stop = (instead: 'bot' | 'promise') => () => act({ type: 'stopWaiting', instead })
  const skip = () => change({ skipped: true, wrong: false })
  return (
    <section key="waiting" class="card" aria-label={t('queue.title')}>
      <h3>{t('queue.title')}</h3>
      <p role="timer" aria-live="off">
        {t('queue.waited', { time: counted(now - since) })}
      </p>
      {place(live)}
      <p class="small">{t('queue.keep')}</p>
      {!ui.skipped && !email && (
        <form class="pair" novalidate onSubmit={(event) => give(event, view, skip)}>
          <p class="small">{t('queue.who')}</p>
          {field('name', t('field.name'), false)}
          {field('email', t('field.email'), ui.wrong)}
          <button class="button" type="submit">
            {t('field.save')}
          </button>
          <button class="button bare" type="button" onClick={skip}>
            {t('field.skip')}
          </button>
        </form>
      )}
      <button class="button" type="button" disabled={leaving} onClick={stop('promise')}>
        {t(email ? 'queue.known' : 'queue.email')}
      </button>
      <button class="button bare" type="button" disabled={leaving} onClick={stop('bot')}>
        {t('queue.bot')}
      </button>
    </section>
  )
}

/** How many are before them, why it may be more than before, and how long others waited lately. */
function place({ waiting }: Live) {
  if (!waiting?.place) return null
  const { place, of, range, reason } = waiting
  return [
    <p key="place">
      {t('queue.place', { place, of })} {reason && t(`queue.${reason}`)}
    </p>,
    <p key="usual">{range ? t('queue.usual', { range: between(range) }) : t('queue.unknown')}</p>,
  ]
}

/** Nobody could come: when we answer, in the visitor's own time, and where. */
export function PromiseCard(view: View, due: number) {
  const { live, ui, now, change } = view
  const email = emailOf(live) ?? ''
  const known = email && !ui.changing
  const when = whenDue(due, now)
  const title = now > due ? t('promise.late') : t('promise.title', { when })
  return (
    <section key="promise" class="card" aria-label={title}>
      <h3>{title}</h3>
      <p class="due small">
        {Icon('clock')}
        {now > due ? t('promise.late.more', { when }) : t('promise.zone', { zone: zone() })}
      </p>
      {known && <p>{t('promise.here', { email })}</p>}
      {known && !live.conversation.contact.verified && (
        <button class="button bare" type="button" onClick={() => change({ changing: true })}>
          {t('promise.change')}
        </button>
      )}
      {!known && (
        <form novalidate onSubmit={(event) => give(event, view, () => change({ changing: false, wrong: false }))}>
          {field('email', t('promise.label'), ui.wrong)}
          <button class="button primary" type="submit">
            {t('promise.send')}
          </button>
        </form>
      )}
    </section>
  )
}

function field(name: 'name' | 'email', label: string, wrong: boolean) {
  return (
    <label key={name}>
      {label}
      <input
        class="field"
        type={name === 'email' ? name : 'text'}
        name={name}
        autocomplete={name}
        maxlength={120}
        dir="auto"
        aria-invalid={wrong}
      />
      {wrong && (
        <span class="refusal" role="alert">
          {t('field.wrong')}
        </span>
      )}
    </label>
  )
}

/** Sends what the form says, unless its e-mail can't be one. */
function give(event: Event, { act, change }: View, given: () => void): void {
  event.preventDefault()
  const form = new FormData(event.currentTarget as HTMLFormElement)
  const value = (name: string) => String(form.get(name) ?? '').trim() || null
  const wish: Wish = { type: 'give', name: value('name'), email: value('email') }
  if (wish.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(wish.email)) return change({ wrong: true })
  if (wish.name || wish.email) act(wish)
  given()
}

/** Known, or on its way. */
function emailOf({ conversation, outbox }: Live): string | null {
  const giving = outbox.findLast(({ act }) => act.type === 'give')?.act
  return (giving?.type === 'give' && giving.email) || conversation.contact.email
}
