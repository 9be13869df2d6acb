import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
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

/** Whether somebody has written since the last handover, or there was none. */
export function hasBegun(facts: readonly Numbered[]): boolean {
  const came = facts.findLastIndex(({ fact }) => fact.type === 'escalated')
  return came < 0 || facts.slice(came).some(({ fact }) => fact.type === 'agentSaid' || fact.type === 'closed')
}

/** What an agent may begin with, while nobody has written since the handover. It is never sent by itself. */
export function FirstLine({ c, opened }: { c: Conversation; opened: Opened }) {
  const { id, onDraft } = useHere()
  const me = useMe().agent
  const draft = useDraft(me.id, id)
  const [, redraw] = useState(0)
  const came = opened.facts.findLast(({ fact }) => fact.type === 'escalated')
  const key = `${id}:${came?.n}`
  const mine = c.holder.kind === 'queue' || (c.holder.kind === 'agent' && c.holder.agent === me.id)
  if (!came || hasBegun(opened.facts) || !mine || dismissed.has(key) || draft.reply !== '' || draft.mode !== 'reply') return null
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
