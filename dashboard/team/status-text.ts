import type { Status } from '@baton/contracts/team.ts'
import { words } from '../ui/words.ts'

const meanings: Record<Status, string> = {
  online: 'new conversations ring for you',
  busy: 'nothing rings, you go on with yours',
  away: 'nothing rings; you are back soon',
  offline: 'done for today',
}

export const statusText = words({
  label: 'Your status',
  online: 'Online',
  busy: 'Busy',
  away: 'Away',
  offline: 'Offline',
  means: (status: Status) => meanings[status],
  load: (open: number, capacity: number) => `${open} of ${capacity} conversations`,
})
