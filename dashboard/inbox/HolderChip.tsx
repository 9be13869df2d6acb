import type { Row } from '@baton/contracts/down.ts'
import { useMe, useNames } from '../account/me.tsx'
import { firstName } from '../conversation/people.ts'
import { t } from './text.ts'

/** A shape and a word for who holds a conversation. */
export function HolderChip({ row }: { row: Row }) {
  const { kind, word } = useHolderWord(row)
  return (
    <span className="holder" data-holder={kind}>
      {word}
    </span>
  )
}

function useHolderWord({ holder, promise }: Row): { kind: string; word: string } {
  const me = useMe().agent.id
  const names = useNames()
  if (holder.kind === 'queue') return { kind: 'queue', word: names.team(holder.team) }
  if (holder.kind === 'agent') return { kind: 'agent', word: holder.agent === me ? t('you') : firstName(holder.name) }
  if (promise) return { kind: 'promise', word: t('promise') }
  if (holder.kind === 'bot') return { kind: 'bot', word: t('holderBot') }
  return { kind: 'closed', word: outcome(holder.outcome) }
}

function outcome(word: string | null): string {
  return word === 'solved' || word === 'unsolved' || word === 'spam' ? t(word) : t('closedRow')
}
