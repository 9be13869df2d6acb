import { Link } from '@tanstack/react-router'
import { useNames } from '../account/me.tsx'
import { firstName } from '../conversation/people.ts'
import { Wait } from '../conversation/Wait.tsx'
import { counting } from '../ui/time.ts'
import { joined } from '../ui/words.ts'
import { AssignTo } from './AssignTo.tsx'
import { dragged } from './drag.ts'
import { LoadBar } from './LoadBar.tsx'
import { t } from './text.ts'
import type { BoardAgent, BoardTeam } from './use.ts'

/** One team: its queue, its room, and its day. */
export function TeamPanel({ team, agents }: { team: BoardTeam; agents: readonly BoardAgent[] }) {
  return (
    <section className="card board-team" aria-label={team.name}>
      <header>
        <h2>
          <Link to="/settings/team/$team" params={{ team: team.id }} className="strong">
            {team.name}
          </Link>
        </h2>
        <span className="status" data-status={team.availability.open ? 'online' : 'offline'}>
          {team.availability.open ? t('open') : t('closed')}
        </span>
        <span className="num quiet">{t('on', team.online)}</span>
        {team.longest !== null && (
          <span className="longest">
            <span className="small quiet">{t('longest')}</span> <Wait since={team.longest} />
          </span>
        )}
      </header>
      <LoadBar value={team.held} of={team.held + team.places} label={t('load', team.held, team.places)} />
      <h3 className="small quiet">
        {t('queue')} <span className="num">{team.waiting}</span>
      </h3>
      <Queue team={team} agents={agents} />
      <Today team={team} />
    </section>
  )
}

function Queue({ team, agents }: { team: BoardTeam; agents: readonly BoardAgent[] }) {
  const names = useNames()
  if (team.queue.length === 0) return <p className="quiet">{t('noQueue')}</p>
  const mates = agents.filter(({ teams }) => teams.includes(team.id))
  return (
    <ol className="board-queue">
      {team.queue.map(({ conversation, since, priority, name, text, ringing }) => (
        <li key={conversation} draggable onDragStart={({ dataTransfer }) => dragged.set(dataTransfer, conversation)}>
          <Wait since={since} />
          <span className="clip">
            <Link to="/inbox/$conversation" params={{ conversation }} className="strong">
              {name ?? t('visitor')}
            </Link>{' '}
            {priority > 0 && <span className="tag">{t('priority', priority)}</span>}
          </span>
          <AssignTo conversation={conversation} who={name ?? t('visitor')} agents={mates} />
          <span className="clip quiet small under">
            {text} · {ringing.length > 0 ? t('rung', joined(ringing.map((id) => firstName(names.agent(id))))) : t('notRung')}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Today({ team: { today, range } }: { team: BoardTeam }) {
  const parts = [t('handovers', today.handovers), t('accepted', today.accepted, today.soon), t('promised', today.promised)]
  if (today.abandoned > 0) parts.push(t('abandoned', today.abandoned))
  if (today.medianWait !== null) parts.push(t('median', counting(today.medianWait)))
  return (
    <footer className="small quiet num">
      {today.handovers > 0 && (
        <p>
          {t('today')}: {parts.join(' · ')}
        </p>
      )}
      <p>{range === null ? t('noRange') : t('range', counting(range.from), counting(range.to))}</p>
    </footer>
  )
}
