import { api } from '@baton/contracts/api.ts'
import type { Person } from '@baton/contracts/team.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { mayChange, useMe, useNames } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { ChevronLeft } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { exactly } from '../ui/time.ts'
import { toast } from '../ui/toasts.tsx'
import { Invited } from './Invited.tsx'
import { Missing } from './Missing.tsx'
import { Now } from './Now.tsx'
import { roleOf } from './PeopleTable.tsx'
import { PersonForm } from './PersonForm.tsx'
import { ProfileForm } from './ProfileForm.tsx'
import { t } from './text.ts'
import { useStaff, useStaffAct } from './use.ts'

/** One person: what they are, take and know, and when they work. */
export function PersonPage({ id }: { id: string }) {
  const me = useMe()
  const { data, error, refetch } = useStaff()
  const person = data?.people.find((one) => one.id === id)
  return (
    <>
      <header className="page-head">
        <div>
          <Link to="/settings/team" className="crumb">
            <ChevronLeft className="icon" />
            {t('toTeam')}
          </Link>
          <h1>{person?.name ?? t('person')}</h1>
          {person && data && (
            <div className="under-head">
              {person.active && !person.invitation && <Now person={person} />}
              <span>{roleOf(person, data.teams)}</span>
              <span>{person.email}</span>
              {person.invitation && <Invited person={person} />}
            </div>
          )}
        </div>
        {person && mayChange(me) && person.id !== me.agent.id && !person.invitation && <Activity person={person} />}
      </header>
      <div className="page-body narrow-body">
        {!data ? (
          <Missing error={error} again={() => void refetch()} />
        ) : !person ? (
          <p className="quiet">{t('noOne')}</p>
        ) : (
          <>
            {!person.active && <p className="notice">{t('isDeactivated')}</p>}
            {mayChange(me) ? (
              <PersonForm person={person} teams={data.teams} />
            ) : person.id === me.agent.id ? (
              <ProfileForm person={person} />
            ) : null}
            <History id={id} />
          </>
        )}
      </div>
    </>
  )
}

function Activity({ person: { id, name, active, open } }: { person: Person }) {
  const [asking, setAsking] = useState(false)
  const set = useStaffAct(async (next: boolean) => {
    await call(api.setActive, { params: { id }, body: { active: next } })
    setAsking(false)
    toast({ key: 'saved', title: next ? t('activatedDone', name) : t('deactivatedDone', name) })
  })
  if (!active)
    return (
      <button type="button" className="button" disabled={set.isPending} onClick={() => set.mutate(true)}>
        {t('activate')}
      </button>
    )
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t('deactivate')}
      </button>
      <Modal open={asking} onClose={() => setAsking(false)} title={t('deactivateTitle', name)} intro={t('deactivateIntro', open)}>
        <footer className="buttons">
          <button type="button" className="button bare" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
          <button type="button" className="button danger" disabled={set.isPending} onClick={() => set.mutate(false)}>
            {t('deactivate')}
          </button>
        </footer>
      </Modal>
    </>
  )
}

/** The last changes of status, and whose they were. */
function History({ id }: { id: string }) {
  const names = useNames()
  const { data } = useQuery({ queryKey: ['statuses', id], queryFn: () => call(api.statusChanges, { params: { id } }) })
  if (!data || data.length === 0) return null
  return (
    <section className="history" aria-labelledby="history">
      <h2 id="history">{t('history')}</h2>
      <ul>
        {data.slice(0, 10).map(({ at, status, by }) => (
          <li key={at}>
            <time className="quiet">{exactly(at)}</time>
            {by === null || by === id ? t('status', status) : t('historyBy', status, names.agent(by))}
          </li>
        ))}
      </ul>
    </section>
  )
}
