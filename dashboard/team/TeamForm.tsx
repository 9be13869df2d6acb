import { api } from '@baton/contracts/api.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import type { Team, TeamSettings } from '@baton/contracts/team.ts'
import { useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { SavedForm, useEdited } from '../settings/form.tsx'
import { Field } from '../ui/Field.tsx'
import { Languages, Words } from './Chips.tsx'
import { HoursEditor } from './HoursEditor.tsx'
import { problemOf } from './hours-problems.ts'
import { Ladder } from './Ladder.tsx'
import { Memberships } from './Memberships.tsx'
import { Messages } from './Messages.tsx'
import { Bots } from './PersonForm.tsx'
import { Ringing } from './Ringing.tsx'
import { t } from './text.ts'
import { Uncovered, uncoveredIn } from './Uncovered.tsx'
import { problemAt, type Staff, useStaffRefresh } from './use.ts'

type Props = { team: Team; staff: Staff; defaults: Policy }

export function TeamForm({ team, staff, defaults }: Props) {
  const me = useMe()
  const { name, settings, members } = team
  const { value, dirty, change, undo } = useEdited({ name, settings, members })
  const set = (part: Partial<TeamSettings>) => change({ settings: { ...value.settings, ...part } })
  const [refused, setRefused] = useState<unknown>(null)
  const refresh = useStaffRefresh()
  const save = async () => {
    try {
      await call(api.changeTeam, { params: { id: team.id }, body: value })
    } catch (error) {
      setRefused(error)
      throw error
    }
    setRefused(null)
    await refresh()
  }
  const check = () => (value.name.trim() === '' ? t('nameMissing') : problemOf(value.settings.hours))
  const { hours } = value.settings
  return (
    <SavedForm dirty={dirty} undo={undo} save={save} check={check}>
      <fieldset className="plain team-form" disabled={!mayChange(me)}>
        <section className="narrow-body">
          <Field
            label={t('teamName')}
            value={value.name}
            maxLength={120}
            error={problemAt(refused, 'name')}
            onChange={({ target }) => change({ name: target.value })}
          />
          <Memberships
            legend={t('teamPeople')}
            hint={t('teamPeopleHint')}
            all={staff.people.filter(({ active }) => active)}
            of={value.members.map(({ agent, supervisor }) => ({ id: agent, supervisor }))}
            onChange={(list) => change({ members: list.map(({ id, supervisor }) => ({ agent: id, supervisor })) })}
          />
        </section>
        <section className="narrow-body">
          <h2>{t('takes')}</h2>
          <Words label={t('topics')} hint={t('topicsHint')} values={value.settings.topics} onChange={(topics) => set({ topics })} />
          <Languages
            label={t('teamLanguages')}
            hint={t('teamLanguagesHint')}
            values={value.settings.languages}
            onChange={(languages) => set({ languages })}
          />
          {me.bots.length > 1 && <Bots chosen={value.settings.bots} onChange={(bots) => set({ bots })} />}
        </section>
        <section>
          <h2>{t('hours')}</h2>
          <p className="quiet">{t('teamHours')}</p>
          <Uncovered stretches={team.uncovered} zone={hours?.zone ?? null} />
          <HoursEditor
            value={hours}
            onChange={(next) => set({ hours: next })}
            stretches={hours ? uncoveredIn(hours.zone, team.uncovered) : []}
          />
        </section>
        <Ringing settings={value.settings} set={set} defaults={defaults} />
        <Ladder
          team={team}
          value={value.settings}
          set={set}
          defaults={defaults}
          staff={staff}
          fallbackProblem={problemAt(refused, 'settings.fallback')}
        />
        <Messages texts={value.settings.texts} onChange={(texts) => set({ texts })} defaults={defaults} />
      </fieldset>
    </SavedForm>
  )
}
