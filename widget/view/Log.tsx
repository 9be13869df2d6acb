/** @jsxImportSource @baton/widget */

import type { Live } from '../live/store.ts'
import { t } from '../strings.ts'
import { PromiseCard, WaitingCard } from './Cards.tsx'
import { Face } from './Face.tsx'
import type { Child } from './jsx-runtime.ts'
import { Line, tap } from './Line.tsx'
import { firstOf, greetingOf, type Item, timeline } from './timeline.ts'
import type { View } from './view.ts'
import { dayOf } from './when.ts'

export function Log(view: View) {
  const { live, ui, log, follow } = view
  const { holder, promise } = live.conversation
  return [
    // What scrolls must be reachable by keyboard.
    <div key="log" ref={log} class="log" role="log" tabindex={0} aria-label={t('log')}>
      {lines(view)}
      {typing(view)}
      {Solved(view)}
      {holder.kind === 'queue' ? WaitingCard(view, holder.since) : promise && PromiseCard(view, promise.due)}
    </div>,
    ui.behind && (
      <button key="newer" class="button newer" type="button" onClick={follow}>
        {t('newer')}
      </button>
    ),
  ]
}

/** What has been said stays as it was drawn until something happens: writing a line does not draw the whole conversation anew. */
const drawn = new WeakMap<Live, Child[]>()

function lines(view: View): Child[] {
  const { live, now } = view
  const known = drawn.get(live)
  if (known) return known
  const items = timeline(live, now)
  const asked = items.findLast((item) => item.kind === 'line' && item.answer?.rateable)
  const all = items.flatMap((item) => (item.kind === 'line' ? Line(item, item === asked, view) : notice(item, view)))
  const made = [Line(greetingOf(live), false, view), all]
  drawn.set(live, made)
  return made
}

function notice(item: Exclude<Item, { kind: 'line' }>, { now }: View) {
  const { kind, key } = item
  return (
    <p key={key} class={kind} dir="auto">
      {kind === 'event' && item.what === 'joined' && Face(item.name)}
      {kind === 'day' ? dayOf(item.at, now) : (item.text ?? t(`event.${item.what}`, { name: item.name }))}
    </p>
  )
}

/** Asked once for each end; who says no finds a person. */
function Solved({ live, act }: View) {
  const { holder, solved } = live.conversation
  const judged = live.outbox.some((pending) => pending.act.type === 'judge')
  if (holder.kind !== 'closed' || solved || judged) return null
  const judge = (yes: boolean) => () => act({ type: 'judge', solved: yes })
  return (
    <div key="solved" class="extra solved">
      {solved === null && [t('solved'), tap(t('helpful.yes'), judge(true)), tap(t('helpful.no'), judge(false))]}
      {solved === false && tap(t('menu.person'), () => act({ type: 'ask' }))}
    </div>
  )
}

/** A bot that hasn't answered by then won't be shown writing any more (ms). */
const botWrites = 25_000

function typing({ live, now, picture }: View) {
  const { holder, visitorLine, answered, at, offer } = live.conversation
  const name = live.typing && now - live.skew < live.typing.until ? firstOf(live.typing.name) : null
  const bot = live.link === 'on' && holder.kind === 'bot' && !offer && !live.draft && visitorLine > answered && now - at < botWrites
  return (
    (name || bot) && (
      <div key="typing" class="say">
        {Face(name, picture)}
        <div class="bubble dots">
          <span class="hidden">{t('typing', { name: name ?? t('bot') })}</span>
          <i />
          <i />
          <i />
        </div>
      </div>
    )
  )
}
