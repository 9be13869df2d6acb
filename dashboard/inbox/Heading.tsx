import { useMe } from '../account/me.tsx'
import { target } from '../conversation/Wait.tsx'
import { useLive } from '../live/hooks.tsx'
import { counting } from '../ui/time.ts'
import { t } from './text.ts'

/** Beside a heading stands what its section is measured by. */
export function Heading({ of }: { of: 'needs' | 'mine' | 'others' }) {
  const me = useMe()
  const counts = useLive((state) => state.counts)
  const beside = { needs: t('target', counting(target)), mine: '', others: '' }
  if (counts) {
    beside.mine = t('mineOf', counts.mine, me.agent.capacity)
    beside.others = Math.max(0, counts.all - counts.needs - counts.mine).toLocaleString('en-GB')
  }
  return (
    <h2>
      {t(of)} <span className="num">{beside[of]}</span>
    </h2>
  )
}
