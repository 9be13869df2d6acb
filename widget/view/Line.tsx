/** @jsxImportSource @baton/widget */

import { t } from '../strings.ts'
import { Face } from './Face.tsx'
import { Icon } from './Icon.tsx'
import { safeAddress } from './inline.ts'
import type { Child } from './jsx-runtime.ts'
import { markdown } from './markdown.ts'
import type { Line as LineItem } from './timeline.ts'
import type { View } from './view.ts'
import { dayOf } from './when.ts'

/** Drawn once for each text: the same elements are not compared again. */
const drawn = new Map<string, Child[]>()

function rendered(text: string): Child[] {
  const known = drawn.get(text) ?? markdown(text)
  drawn.set(text, known)
  return known
}

/** `asking`: this is the answer that we ask about. */
export function Line(line: LineItem, asking: boolean, view: View) {
  return line.speaker.by === 'you' ? mine(line, view) : theirs(line, asking, view)
}

function mine({ key, at, text, first, state }: LineItem, { now }: View) {
  return [
    <div key={key} class={`bubble mine ${first ? '' : 'next'} ${state ?? ''}`} title={dayOf(at, now)}>
      <span class="hidden">{t('you')}: </span>
      <p dir="auto">{text}</p>
    </div>,
    state && (
      <p key={`${key}s`} class="state">
        {t(`state.${state}`)}
      </p>
    ),
  ]
}

function theirs({ key, at, speaker, text, first, last, named, answer }: LineItem, asking: boolean, view: View) {
  const name = speaker.by === 'agent' ? speaker.name : null
  return (
    <div key={key} class={first ? 'say' : 'say next'}>
      {named ? <p class="by">{name ?? t('bot.says')}</p> : <span class="hidden">{name ?? t('bot')}: </span>}
      {last && Face(name)}
      <div class="bubble" title={at ? dayOf(at, view.now) : null}>
        <div dir="auto">{rendered(text)}</div>
      </div>
      {answer && (
        <div class="extra">
          {answer.sources.map(source)}
          {rating(answer, asking, view)}
        </div>
      )}
    </div>
  )
}

function source({ title, url }: { title: string; url: string | null }) {
  const address = url && safeAddress(url)
  return (
    <span class="source" dir="auto">
      {Icon('doc')}
      {address ? (
        <a href={address} target="_blank" rel="noopener nofollow">
          {title}
        </a>
      ) : (
        title
      )}
    </span>
  )
}

/** The question, then thanks; where it did not help, a person is the next step. */
function rating({ n, helpful, rateable }: NonNullable<LineItem['answer']>, asking: boolean, { live, act }: View) {
  if (!rateable || (helpful === null && !asking)) return null
  const button = (label: string, onClick: () => void) => (
    <button key={label} class="button" type="button" onClick={onClick}>
      {label}
    </button>
  )
  const rate = (yes: boolean) => () => act({ type: 'rate', answer: n, helpful: yes })
  return (
    <span class="rate">
      {t(helpful === null ? 'helpful' : 'helpful.thanks')}
      {helpful === null && [button(t('helpful.yes'), rate(true)), button(t('helpful.no'), rate(false))]}
      {helpful === false && asking && live.conversation.holder.kind === 'bot' && button(t('menu.person'), () => act({ type: 'ask' }))}
    </span>
  )
}
