import type { Availability, Person } from '@baton/contracts/team.ts'
import { useNow } from '../live/clock.ts'
import { dueAt, exactly } from '../ui/time.ts'
import { t } from './text.ts'

/** What somebody has declared, and whether they are there at all. */
export function Now({ person }: { person: Person }) {
  const now = useNow()
  const { status, statusSince, connected, availability } = person
  if (!connected && status !== 'offline') return <Mark of="offline" word={t('notConnected')} />
  if (!availability.open && availability.opensAt !== null)
    return <Mark of="offline" word={t('backAt', dueAt(availability.opensAt, now))} title={exactly(availability.opensAt)} />
  const minutes = statusSince === null ? 0 : Math.floor((now - statusSince) / 60_000)
  const word = status === 'online' || minutes < 1 ? t('status', status) : t('statusFor', status, sinceInWords(minutes))
  return <Mark of={status} word={word} />
}

export function Mark({ of, word, title }: { of: Person['status']; word: string; title?: string }) {
  return (
    <span className="status" data-status={of} title={title}>
      {word}
    </span>
  )
}

function sinceInWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`
  return minutes < 1_440 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} d`
}

/** How full somebody is: a pip for each place while there are few, and the numbers. */
export function Load({ open, capacity }: { open: number; capacity: number }) {
  return (
    <span className="load">
      {capacity <= 10 && (
        <span className="pips" aria-hidden="true">
          {Array.from({ length: Math.max(capacity, open) }, (_, i) => (
            <i key={i} data-on={i < open || undefined} data-over={i >= capacity || undefined} />
          ))}
        </span>
      )}
      <span className="num">{t('load', open, capacity)}</span>
    </span>
  )
}

export function OpenWord({ availability: { open, opensAt, closesAt } }: { availability: Availability }) {
  const now = useNow()
  if (open) return <Mark of="online" word={closesAt === null ? t('alwaysOpen') : t('openUntil', dueAt(closesAt, now))} />
  return <Mark of="offline" word={opensAt === null ? t('neverOpens') : t('opensAt', dueAt(opensAt, now))} />
}
