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

function theirs({ key, at, speaker, text, first, last, named, answer, asks }: LineItem, asking: boolean, view: View) {
  const name = speaker.by === 'agent' ? speaker.name : null
  return (
    <div key={key} class={first ? 'say' : 'say next'}>
      {named ? <p class="by">{name ?? t('bot.says')}</p> : <span class="hidden">{name ?? t('bot')}: </span>}
      {last && Face(name, view.picture)}
      <div class="bubble" title={at ? dayOf(at, view.now) : null}>
        <div dir="auto">{rendered(text)}</div>
      </div>
      {answer && (
        <div class="extra">
          {answer.sources.map(source)}
          {answer.sure !== null && <span>{t(sureWord(answer.sure))}</span>}
          {rating(answer, asking, view)}
        </div>
      )}
      {key === 'greeting' && view.live.bot.bio && <p class="extra">{view.live.bot.bio}</p>}
      {asks && <div class="asks">{asks.choices ? choices(asks.n, asks.choices, view) : offer(asks.n, view)}</div>}
    </div>
  )
}

/** In words, as a percentage says more than anybody can know. */
function sureWord(sure: number) {
  return sure >= 0.9 ? 'sure.very' : sure >= 0.7 ? 'sure.fairly' : 'sure.hardly'
}

function offer(n: number, { act }: View) {
  const answer = (accept: boolean) => () => act({ type: 'answerOffer', offer: n, accept })
  return [tap(t('offer.yes'), answer(true), 'primary'), tap(t('offer.no'), answer(false))]
}

function choices(n: number, labels: string[], { act }: View) {
  const choose = (choice: number | null) => () => act({ type: 'choose', asked: n, choice })
  return [...labels.map((label, i) => tap(label, choose(i), 'choice')), tap(t('choice.none'), choose(null), 'choice bare')]
}

/** A button with these words. */
export function tap(label: string, onClick: () => void, look = '') {
  return (
    <button key={label} class={`button ${look}`} type="button" dir="auto" onClick={onClick}>
      {label}
    </button>
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
  const rate = (yes: boolean) => () => act({ type: 'rate', answer: n, helpful: yes })
  return (
    <span class="rate">
      {t(helpful === null ? 'helpful' : 'helpful.thanks')}
      {helpful === null && [tap(t('helpful.yes'), rate(true)), tap(t('helpful.no'), rate(false))]}
      {helpful === false &&
        asking &&
        live.conversation.holder.kind === 'bot' &&
        !live.conversation.offer &&
        tap(t('menu.person'), () => act({ type: 'ask' }))}
    </span>
  )
}
