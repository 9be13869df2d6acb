import { api } from '@baton/contracts/api.ts'
import type { Person, Status, Team, TeamSettings } from '@baton/contracts/team.ts'
import { offsetAt } from '@baton/core/availability-zone.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { isZone } from './hours-problems.ts'
import { t } from './text.ts'
import { EventLine } from './WhatIfEvent.tsx'

type Props = { team: Team; settings: TeamSettings; people: readonly Person[] }
type Given = Record<string, { status?: Status; open?: number }>

const statuses = ['online', 'busy', 'away', 'offline'] as const
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** A moment and how people are then: what would happen to a visitor whom nobody answers. Settings count as they stand, saved or not. */
export function WhatIf({ team, settings, people }: Props) {
  const zone = settings.hours && isZone(settings.hours.zone) ? settings.hours.zone : ownZone
  const [wall, setWall] = useState(() => wallTime(Date.now(), zone))
  const [given, setGiven] = useState<Given>({})
  const asked = useDeferredValue(JSON.stringify({ at: instant(wall, zone), given, settings }))
  const { data, error } = useQuery({
    queryKey: ['whatif', team.id, asked],
    queryFn: () => call(api.whatIf, { params: { id: team.id }, body: bodyOf(asked) }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const set = (id: string, part: Given[string]) => setGiven({ ...given, [id]: { ...given[id], ...part } })
  const members = people.filter(({ id, active }) => active && team.members.some(({ agent }) => agent === id))
  return (
    <section className="whatif" aria-label={t('whatIf')}>
      <div>
        <p>
          <strong>{t('whatIf')}</strong>{' '}
          <label>
            {t('whatIfAt')}{' '}
            <input className="field" type="datetime-local" value={wall} onChange={({ target }) => target.value && setWall(target.value)} />
          </label>{' '}
          <span className="small quiet">{t('whatIfZone', zone)}</span>
        </p>
        <ul>
          {members.map(({ id, name }) => (
            <li key={id}>
              <label className="whatif-person">
                {t('whatIfIs', name)}{' '}
                <select
                  className="field"
                  value={given[id]?.status ?? ''}
                  onChange={({ target }) => set(id, { status: (target.value || undefined) as Status | undefined })}
                >
                  <option value="">{t('asNow')}</option>
                  {statuses.map((status) => (
                    <option key={status} value={status}>
                      {t('status', status).toLowerCase()}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          ))}
        </ul>
      </div>
      <ol aria-live="polite">
        {data?.events.map((event, i) => (
          <EventLine key={i} event={event} zone={zone} people={people} />
        ))}
        {data?.events.length === 0 && <li className="quiet">{t('whatIfNothing')}</li>}
        {error && (
          <li className="field-error">
            {t('whatIfFailed')} {sentenceFor(error)}
          </li>
        )}
      </ol>
    </section>
  )
}

function bodyOf(asked: string): { at: number; people: { agent: string; status?: Status }[]; settings: TeamSettings } {
  const { at, given, settings } = JSON.parse(asked) as { at: number; given: Given; settings: TeamSettings }
  return { at, people: Object.entries(given).map(([agent, how]) => ({ agent, ...how })), settings }
}

/** An instant as the browser's field for wall time has it: `2026-12-09T17:57`. */
export function wallTime(at: number, zone: string): string {
  return new Date(at + offsetAt(zone, at)).toISOString().slice(0, 16)
}

export function instant(wall: string, zone: string): number {
  const as = Date.parse(`${wall}:00Z`)
  return as - offsetAt(zone, as - offsetAt(zone, as))
}
