import { useMe } from '../account/me.tsx'
import { target } from '../conversation/Wait.tsx'
import { useLive } from '../live/hooks.tsx'
import { counting } from '../ui/time.ts'
import { t } from './text.ts'

/** Beside a heading stands what its section is measured by. */
export function Heading({ of }: { of: 'needs' | 'mine' | 'others' }) {
  const me = useMe()
  const counts = useLive((state) => state.counts)
  const beside = of === 'needs' ? t('target', counting(target)) : of === 'mine' && counts ? t('mineOf', counts.mine, me.agent.capacity) : ''
  return (
    <h2>
      {t(of)} <span className="num">{beside}</span>
    </h2>
  )
}
