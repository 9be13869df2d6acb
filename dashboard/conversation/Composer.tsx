import type { Conversation } from '@baton/contracts/conversation.ts'
import { limits } from '@baton/contracts/text.ts'
import { asksForKnown, type KnownFact } from '@baton/core/known-facts.ts'
import clsx from 'clsx'
import { type FormEvent, type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { useMe } from '../account/me.tsx'
import { useLiveStore } from '../live/hooks.tsx'
import { sendKey } from '../ui/keys.ts'
import { useActs } from './acts.ts'
import { changeDraft, type Mode, useDraft } from './drafts.ts'
import { g } from './gist-text.ts'
import { capital, firstName, visitorCalled, visitorName } from './people.ts'
import { t } from './text.ts'

export type ComposerHandle = { write: (mode: Mode, text?: string) => void }
/** `known`: what the visitor has told, so that nobody asks for it again. `children`: what could be written. */
type Props = { id: string; c: Conversation; known: readonly KnownFact[]; ref: Ref<ComposerHandle>; children?: ReactNode }

const typingEvery = 3_000

/** Where agents write. What is written stays with its conversation until it is sent. */
export function Composer({ id, c, known, ref, children }: Props) {
  const me = useMe().agent.id
  const acts = useActs(id)
  const draft = useDraft(me, id)
  const text = draft[draft.mode]
  const over = text.length - limits.line
  const told = draft.mode === 'reply' ? asksForKnown(text, known) : null
  const area = useRef<HTMLTextAreaElement>(null)
  const typing = useTyping(id)
  useImperativeHandle(ref, () => ({
    write: (mode, words) => {
      changeDraft(me, id, words === undefined ? { mode } : { mode, [mode]: words })
      area.current?.focus()
    },
  }))
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '' || over > 0) return
    typing.pause()
    if (draft.mode === 'reply') acts.say(text)
    else acts.note(text)
    changeDraft(me, id, { [draft.mode]: '' })
  }
  return (
    <form className={clsx('composer', draft.mode === 'note' && 'noting')} onSubmit={send}>
      {children}
      <label className="hidden" htmlFor="composer">
        {draft.mode === 'note' ? t('writeNote') : t('replyTo', visitorName(c))}
      </label>
      <textarea
        id="composer"
        ref={area}
        rows={1}
        value={text}
        placeholder={placeholder(c, draft.mode, me)}
        onKeyDown={(event) => submitKey(event) && send(event)}
        onChange={({ target }) => {
          changeDraft(me, id, { [draft.mode]: target.value })
          if (draft.mode === 'reply') typing.tell()
        }}
      />
      <footer>
        <ModeSwitch mode={draft.mode} onChange={(mode) => changeDraft(me, id, { mode })} />
        {told && <span className="told">{g('alreadyTold', capital(visitorCalled(c)), told.kind, told.value)}</span>}
        {over > 0 && <span className="over">{t('tooLong', over)}</span>}
        <button type="submit" className={clsx('button', c.holder.kind !== 'queue' && 'primary')} disabled={text.trim() === '' || over > 0}>
          {draft.mode === 'note' ? t('saveNote') : t('send')} <kbd>{sendKey}</kbd>
        </button>
      </footer>
    </form>
  )
}

function ModeSwitch({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  return (
    <fieldset className="mode">
      <legend className="hidden">{t('whoSees')}</legend>
      {(['reply', 'note'] as const).map((one) => (
        <label key={one}>
          <input className="hidden" type="radio" name="mode" checked={mode === one} onChange={() => onChange(one)} />
          {t(one)}
        </label>
      ))}
    </fieldset>
  )
}

function submitKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  if (event.key === 'Escape') event.currentTarget.blur()
  return event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing
}

/** Says what sending does when the conversation is not one's own. */
function placeholder(c: Conversation, mode: Mode, me: string): string {
  if (mode === 'note') return t('writeNote')
  const who = visitorCalled(c)
  if (c.holder.kind === 'closed') return t('writeReopens', who)
  if (c.holder.kind !== 'agent') return t('writeTakesOver', who)
  return c.holder.agent === me ? t('write', who) : t('writeJoins', who, firstName(c.holder.name))
}

/** Told at most every few seconds; whoever writes on after a line is seen to write at once. */
function useTyping(id: string): { tell: () => void; pause: () => void } {
  const live = useLiveStore()
  const last = useRef(0)
  return {
    tell: () => {
      if (Date.now() - last.current < typingEvery) return
      last.current = Date.now()
      live.typing(id)
    },
    pause: () => {
      last.current = 0
    },
  }
}
