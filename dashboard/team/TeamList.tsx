import { api } from '@baton/contracts/api.ts'
import type { Team } from '@baton/contracts/team.ts'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { mayChange, useMe, useNames } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { Field } from '../ui/Field.tsx'
import { Plus } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { joined } from '../ui/words.ts'
import { OpenWord } from './Now.tsx'
import { t } from './text.ts'
import { useStaffAct } from './use.ts'

export function TeamList({ teams }: { teams: readonly Team[] }) {
  const may = mayChange(useMe())
  const [adding, setAdding] = useState(false)
  return (
    <section aria-labelledby="teams">
      <header className="block-head">
        <div>
          <h2 id="teams">{t('teams')}</h2>
          <p>{t('teamsIntro')}</p>
        </div>
        {may && (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            <Plus className="icon" />
            {t('addTeam')}
          </button>
        )}
      </header>
      <ul className="team-cards">
        {teams.map((team) => (
          <TeamCard key={team.id} team={team} />
        ))}
      </ul>
      <Modal open={adding} onClose={() => setAdding(false)} title={t('addTeamTitle')}>
        <AddTeam />
      </Modal>
    </section>
  )
}

function TeamCard({ team: { id, name, settings, members, availability, problems } }: { team: Team }) {
  const names = useNames()
  return (
    <li className="card">
      <h3>
        <Link to="/settings/team/$team" params={{ team: id }} className="strong">
          {name}
        </Link>
      </h3>
      <OpenWord availability={availability} />
      <p className="quiet clip">{members.length === 0 ? t('nobodyYet') : joined(members.map(({ agent }) => names.agent(agent)))}</p>
      <p className="small quiet">
        {t('mode', settings.mode)}
        {settings.fallback && ` · ${t('fallback')}: ${names.team(settings.fallback)}`}
      </p>
      {problems.map((problem) => (
        <p key={problem} className="warning small">
          {problem}
        </p>
      ))}
    </li>
  )
}

function AddTeam() {
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const navigate = useNavigate()
  const add = useStaffAct(async () => {
    const { id } = await call(api.addTeam, { body: { name: name.trim() } })
    await navigate({ to: '/settings/team/$team', params: { team: id } })
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(name.trim() === '')
    if (name.trim() !== '') add.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Field
        label={t('teamName')}
        maxLength={120}
        value={name}
        error={missing ? t('nameMissing') : null}
        onChange={({ target }) => setName(target.value)}
      />
      <footer className="buttons">
        <button type="submit" className="button primary" disabled={add.isPending}>
          {t('addIt')}
        </button>
      </footer>
    </form>
  )
}
