import type { Person, Team } from '@baton/contracts/team.ts'
import { Link } from '@tanstack/react-router'
import { useMe } from '../account/me.tsx'
import { joined } from '../ui/words.ts'
import { Invited } from './Invited.tsx'
import { languageName } from './languages.ts'
import { Load, Mark, Now } from './Now.tsx'
import { Portrait } from './Portrait.tsx'
import { t } from './text.ts'
import type { Staff } from './use.ts'

/** Who answers, how they are now, and what they take. */
export function PeopleTable({ people, teams }: Staff) {
  const rank = (person: Person) => (person.active ? (person.invitation ? 1 : 0) : 2)
  const sorted = [...people].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
  return (
    <table className="stacks people">
      <thead>
        <tr>
          {(['person', 'now', 'open', 'teams', 'languages', 'role'] as const).map((head) => (
            <th key={head}>{t(head)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((person) => (
          <Row key={person.id} person={person} teams={teams} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ person, teams }: { person: Person; teams: readonly Team[] }) {
  return (
    <tr data-inactive={!person.active || undefined}>
      <td>
        <Who person={person} />
      </td>
      {person.invitation ? (
        <td colSpan={4}>
          <Invited person={person} />
        </td>
      ) : (
        <Working person={person} teams={teams} />
      )}
      <td>{roleOf(person, teams)}</td>
    </tr>
  )
}

function Working({ person, teams }: { person: Person; teams: readonly Team[] }) {
  return (
    <>
      <td>{person.active ? <Now person={person} /> : <Mark of="offline" word={t('deactivated')} />}</td>
      <td>{person.active ? <Load open={person.open} capacity={person.capacity} /> : t('none')}</td>
      <td className="team-tags">
        {teams
          .filter(({ id }) => person.teams.some(({ team }) => team === id))
          .map(({ id, name }) => (
            <span key={id} className="tag">
              {name}
            </span>
          ))}
      </td>
      <td className="quiet">{person.languages.map(languageName).join(', ')}</td>
    </>
  )
}

function Who({ person }: { person: Person }) {
  const me = useMe().agent.id
  return (
    <div className="person">
      <Portrait person={person} size={32} />
      <Link to="/settings/team/people/$person" params={{ person: person.id }} className="strong clip">
        {person.name} {person.id === me && <span className="quiet">({t('you')})</span>}
      </Link>
      <span className="quiet clip">{person.email}</span>
    </div>
  )
}

export function roleOf({ role, teams: memberships }: Person, teams: readonly Team[]): string {
  const led = teams.filter(({ id }) => memberships.some(({ team, supervisor }) => supervisor && team === id)).map(({ name }) => name)
  return led.length === 0 ? t(role) : `${t(role)}, ${t('supervises', joined(led))}`
}
