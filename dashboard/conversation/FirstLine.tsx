import type { Conversation } from '@baton/contracts/conversation.ts'
import { useState } from 'react'
import { useMe } from '../account/me.tsx'
import type { Opened } from '../live/opened.ts'
import { useDraft } from './drafts.ts'
import { gistOf } from './gist.ts'
import { g } from './gist-text.ts'
import { useHere } from './here.tsx'
import { firstName } from './people.ts'

/** Handovers whose suggestion an agent did not want, by conversation and number. */
const dismissed = new Set<string>()

/** What an agent may begin with, while nobody has written since the handover. It is never sent by itself. */
export function FirstLine({ c, opened }: { c: Conversation; opened: Opened }) {
  const { id, onDraft } = useHere()
  const me = useMe().agent
  const draft = useDraft(me.id, id)
  const [, redraw] = useState(0)
  const came = opened.facts.findLast(({ fact }) => fact.type === 'escalated')
  const begun = opened.facts.some(({ n, fact }) => came && n > came.n && (fact.type === 'agentSaid' || fact.type === 'closed'))
  const key = `${id}:${came?.n}`
  const mine = c.holder.kind === 'queue' || (c.holder.kind === 'agent' && c.holder.agent === me.id)
  if (!came || begun || !mine || dismissed.has(key) || draft.reply !== '' || draft.mode !== 'reply') return null
  const text = gistOf(opened.facts, c).firstLine(c.contact.name && firstName(c.contact.name), firstName(me.name))
  const dismiss = () => {
    dismissed.add(key)
    redraw((count) => count + 1)
  }
  return (
    <section className="suggested" aria-label={g('firstLine')}>
      <p>
        <strong>{g('firstLine')}</strong>
        <span>{text}</span>
      </p>
      <button type="button" className="button bare" onClick={dismiss}>
        {g('dismiss')}
      </button>
      <button type="button" className="button" onClick={() => onDraft(text)}>
        {g('use')}
      </button>
    </section>
  )
}
