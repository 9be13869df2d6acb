import type { Status } from '@baton/contracts/team.ts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useNames } from '../account/me.tsx'
import { useNow } from '../live/clock.ts'
import { Face } from '../ui/Face.tsx'
import { ago } from '../ui/time.ts'
import { dragged } from './drag.ts'
import { LoadBar } from './LoadBar.tsx'
import { t } from './text.ts'
import { type Board, type BoardAgent, useAssign, useSetStatusOf } from './use.ts'

/** Who is on and how full they are; a conversation dropped on somebody is theirs. */
export function Agents({ board }: { board: Board }) {
  if (board.agents.length === 0) return <p className="quiet">{t('nobody')}</p>
  const rank: Record<Status, number> = { online: 0, busy: 1, away: 2, offline: 3 }
  const here = ({ connected, status }: BoardAgent) => (connected ? rank[status] : 4)
  const sorted = [...board.agents].sort((a, b) => here(a) - here(b) || a.name.localeCompare(b.name))
  return (
    <section className="board-agents" aria-labelledby="people">
      <h2 id="people">{t('people')}</h2>
      {board.teams.some(({ waiting }) => waiting > 0) && <p className="drop-hint quiet small">{t('dropHint')}</p>}
      <table className="stacks">
        <thead>
          <tr>
            <th>{t('person')}</th>
            <th>{t('status')}</th>
            <th>{t('since')}</th>
            <th>{t('loadHead')}</th>
            <th>{t('teams')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((agent) => (
            <Row key={agent.id} agent={agent} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ agent }: { agent: BoardAgent }) {
  const { id, name, open, load, capacity, statusSince, teams } = agent
  const names = useNames()
  const now = useNow()
  const assign = useAssign()
  const [over, setOver] = useState(false)
  return (
    <tr
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!dragged.is(event.dataTransfer)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const conversation = dragged.of(event.dataTransfer)
        if (conversation) assign.mutate({ conversation, agent: id, name })
      }}
    >
      <td>
        <span className="board-person">
          <Face name={name} seed={id} size={24} online={agent.connected && agent.status === 'online'} />
          <Link to="/settings/team/people/$person" params={{ person: id }} className="strong clip">
            {name}
          </Link>
        </span>
      </td>
      <td>
        <StatusOf agent={agent} />
      </td>
      <td className="num quiet">{statusSince === null ? '' : ago(statusSince, now)}</td>
      <td>
        <LoadBar value={load} of={capacity} label={t('of', open, capacity)} />
      </td>
      <td className="team-tags">
        {teams.map((team) => (
          <span key={team} className="tag">
            {names.team(team)}
          </span>
        ))}
      </td>
    </tr>
  )
}

const statuses = ['online', 'busy', 'away', 'offline'] as const

function StatusOf({ agent: { id, name, status, connected, inHours } }: { agent: BoardAgent }) {
  const set = useSetStatusOf()
  return (
    <span className="status" data-status={connected ? status : 'offline'}>
      <select
        className="field"
        aria-label={t('statusOf', name)}
        value={status}
        disabled={set.isPending}
        onChange={({ target }) => set.mutate({ agent: id, status: target.value as Status })}
      >
        {statuses.map((one) => (
          <option key={one} value={one}>
            {t('statusWord', one)}
          </option>
        ))}
      </select>
      {(!connected || !inHours) && <span className="small quiet">{connected ? t('outOfHours') : t('notConnected')}</span>}
    </span>
  )
}
