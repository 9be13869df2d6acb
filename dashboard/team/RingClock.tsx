import type { Conversation } from '@baton/contracts/conversation.ts'
import { useMe } from '../account/me.tsx'
import { useNow } from '../live/clock.ts'
import { counting } from '../ui/time.ts'
import { handText as t } from './hand-text.ts'

/** How long a ring that is for me still lasts. */
export function RingClock({ c: { holder } }: { c: Pick<Conversation, 'holder'> }) {
  const me = useMe().agent.id
  const now = useNow()
  const until = holder.kind === 'queue' && holder.ringing?.agents.includes(me) ? holder.ringing.until : null
  if (until === null || until <= now) return null
  return (
    <span className="small quiet num ring-clock" title={t('ringsUntil')}>
      {t('ringsFor', counting(until - now))}
    </span>
  )
}
