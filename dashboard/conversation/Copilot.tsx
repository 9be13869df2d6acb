import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import { useState } from 'react'
import { useMe } from '../account/me.tsx'
import { percent } from '../ui/Scale.tsx'
import { joined } from '../ui/words.ts'
import { askedIn, useSuggestions } from './copilot.ts'
import { useDraft } from './drafts.ts'
import { g } from './gist-text.ts'
import { useHere } from './here.tsx'

type Props = { c: Conversation; facts: readonly Numbered[] }

/** What the bot would say to the visitor's last line, for whoever has the conversation to take up. Never sent by itself. */
export function Copilot({ c, facts }: Props) {
  const me = useMe().agent.id
  const { id, onDraft } = useHere()
  const draft = useDraft(me, id)
  const [dismissed, setDismissed] = useState(0)
  const mine = c.holder.kind === 'agent' && c.holder.agent === me
  const asked = mine ? askedIn(facts) : null
  const suggestions = useSuggestions(c.bot, asked)
  if (!asked || asked.n <= dismissed || suggestions.length === 0 || draft.reply !== '' || draft.mode !== 'reply') return null
  return (
    <section className="suggestions" aria-label={g('suggested')}>
      <header>
        <strong>{g('suggested')}</strong>
        <button type="button" className="link" onClick={() => setDismissed(asked.n)}>
          {g('dismiss')}
        </button>
      </header>
      <ul>
        {suggestions.map(({ text, confidence, from }) => (
          <li key={text}>
            <button type="button" onClick={() => onDraft(text)}>
              <span className="clip-two">{text}</span>
              <span className="small quiet">
                {percent(confidence)} · {g('sources', joined(from))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
