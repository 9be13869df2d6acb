import { api } from '@baton/contracts/api.ts'
import type { Team } from '@baton/contracts/team.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { ChevronLeft } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { toast } from '../ui/toasts.tsx'
import { Missing } from './Missing.tsx'
import { OpenWord } from './Now.tsx'
import { TeamForm } from './TeamForm.tsx'
import { t } from './text.ts'
import { useStaff, useStaffAct } from './use.ts'

/** One team: who is in it, what it takes, when it is open, how it is rung, and what happens if nobody accepts. */
export function TeamPage({ id }: { id: string }) {
  const me = useMe()
  const { data, error, refetch } = useStaff()
  const defaults = usePolicy()
  const team = data?.teams.find((one) => one.id === id)
  return (
    <>
      <header className="page-head">
        <div>
          <Link to="/settings/team" className="crumb">
            <ChevronLeft className="icon" />
            {t('toTeam')}
          </Link>
          <h1>{team?.name ?? t('team')}</h1>
          {team && (
            <div className="under-head">
              <OpenWord availability={team.availability} />
              <span>{t('members', team.members.length)}</span>
            </div>
          )}
        </div>
        {team && mayChange(me) && <Remove team={team} />}
      </header>
      <div className="page-body">
        {!data || !defaults ? (
          <Missing error={error} again={() => void refetch()} />
        ) : !team ? (
          <p className="quiet">{t('noTeam')}</p>
        ) : (
          <>
            <Problems problems={team.problems} />
            <TeamForm team={team} staff={data} defaults={defaults} />
          </>
        )}
      </div>
    </>
  )
}

/** The bot's policy, which holds where a team says nothing. */
function usePolicy() {
  const bot = useMe().bots[0]?.id ?? ''
  return useQuery({ queryKey: ['policy', bot], queryFn: () => call(api.policy, { params: { id: bot } }) }).data?.policy
}

function Problems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="warnings" aria-label={t('problems')}>
      {problems.map((problem) => (
        <li key={problem} className="warning">
          {problem}
        </li>
      ))}
    </ul>
  )
}

function Remove({ team: { id, name } }: { team: Team }) {
  const [asking, setAsking] = useState(false)
  const navigate = useNavigate()
  const remove = useStaffAct(async () => {
    setAsking(false)
    await call(api.removeTeam, { params: { id } })
    toast({ key: 'saved', title: t('removed', name) })
    await navigate({ to: '/settings/team' })
  })
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t('removeTeam')}
      </button>
      <Modal open={asking} onClose={() => setAsking(false)} title={t('removeTeamTitle', name)} intro={t('removeTeamIntro')}>
        <footer className="buttons">
          <button type="button" className="button bare" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
          <button type="button" className="button danger" onClick={() => remove.mutate()}>
            {t('removeTeam')}
          </button>
        </footer>
      </Modal>
    </>
  )
}
