/** @jsxImportSource @baton/widget */

import type { limits } from '@baton/contracts/text.ts'
import type { Live } from '../live/store.ts'
import { t } from '../strings.ts'
import { Icon } from './Icon.tsx'
import { firstOf } from './timeline.ts'
import type { View } from './view.ts'

/** The server refuses longer lines; the type keeps this number equal to the server's. */
const longest: (typeof limits)['line'] = 4_000
const warnFrom = 300

export const sendable = (text: string): boolean => text.trim() !== '' && text.length <= longest

export function Composer({ live, ui, change, typed, say }: View) {
  const left = longest - ui.text.length
  return (
    <form
      class="compose"
      onSubmit={(event) => {
        event.preventDefault()
        say()
      }}
    >
      {live.refused && (
        <p class="refusal" role="alert">
          {live.refused.sentence}
        </p>
      )}
      {left <= warnFrom && (
        <p class={left < 0 ? 'refusal' : 'small'} role="status">
          {t('write.left', { count: left })}
        </p>
      )}
      <div class="write">
        <div class="grow" data-text={ui.text}>
          <textarea
            rows={1}
            dir="auto"
            aria-label={t('write.label')}
            placeholder={placeholder(live)}
            value={ui.text}
            onInput={(event) => {
              change({ text: event.currentTarget.value })
              typed()
            }}
            onKeyDown={(event) => {
              // 229: an input method is still composing, in browsers that forget to say so.
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
              event.preventDefault()
              say()
            }}
          />
        </div>
        <button class="button primary square" type="submit" aria-label={t('send')} disabled={!sendable(ui.text)}>
          {Icon('send')}
        </button>
      </div>
    </form>
  )
}

function placeholder({ conversation: { holder, promise } }: Live): string {
  if (holder.kind === 'agent') return t('write.agent', { name: firstOf(holder.name) })
  if (holder.kind === 'queue') return t('write.queue')
  return t(promise ? 'write.promise' : 'write')
}
