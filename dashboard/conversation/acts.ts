import type { AgentActInput } from '@baton/contracts/acts.ts'
import { useMemo } from 'react'
import { useLiveStore } from '../live/hooks.tsx'
import type { Outcome } from '../live/state.ts'
import type { Live } from '../live/store.ts'
import { toast } from '../ui/toasts.tsx'
import { t } from './text.ts'

export type Acts = ReturnType<typeof actsIn>

/** What an agent may do in one conversation. A refusal is shown as its sentence. */
export function useActs(conversation: string): Acts {
  const live = useLiveStore()
  return useMemo(() => actsIn(live, conversation), [live, conversation])
}

export function actsIn(live: Live, conversation: string) {
  const act = async (wish: AgentActInput) => {
    const outcome = await live.act(conversation, wish)
    if (!outcome.ok) refused(outcome, takeOver)
    return outcome.ok
  }
  const takeOver = () => act({ type: 'takeOver' })
  return {
    accept: () => act({ type: 'accept' }),
    decline: () => act({ type: 'decline' }),
    takeOver,
    say: (text: string) => void live.act(conversation, { type: 'say', text }),
    note: (text: string) => void live.act(conversation, { type: 'note', text }),
    handBack: (note: string | null) => act({ type: 'handBack', note }),
    close: (outcome: 'solved' | 'unsolved' | 'spam', why: string | null) => live.act(conversation, { type: 'close', outcome, why }),
    review: (answer: number, verdict: 'right' | 'wrong' | 'corrected', text: string | null) =>
      act({ type: 'review', answer, verdict, text }),
    reopen: () => act({ type: 'reopen' }),
  }
}

function refused({ refusal, sentence }: Extract<Outcome, { ok: false }>, takeOver: () => void): void {
  const action = refusal.no === 'full' ? { label: t('takeOverAnyway'), run: takeOver } : undefined
  toast({ key: 'refused', title: sentence, action, loud: true })
}
