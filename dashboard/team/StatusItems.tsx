import { Menu } from '@base-ui/react/menu'
import { useMe } from '../account/me.tsx'
import { useLive } from '../live/hooks.tsx'
import { useOwnStatus } from './status.ts'
import { statusText } from './status-text.ts'

const statuses = ['online', 'busy', 'away', 'offline'] as const

/** In the menu behind the own picture: what I declare, and how many conversations I have. */
export function StatusItems() {
  const { status, set } = useOwnStatus()
  const { capacity } = useMe().agent
  const mine = useLive((state) => state.counts?.mine ?? 0)
  return (
    <>
      <p className="menu-load small quiet num">{statusText('load', mine, capacity)}</p>
      <Menu.RadioGroup value={status} onValueChange={set} aria-label={statusText('label')}>
        {statuses.map((one) => (
          <Menu.RadioItem key={one} value={one} className="item status-item" closeOnClick>
            <span className="status" data-status={one}>
              {statusText(one)}
            </span>
            <span className="small quiet">{statusText('means', one)}</span>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}
