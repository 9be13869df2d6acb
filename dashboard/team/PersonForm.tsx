import { api } from '@baton/contracts/api.ts'
import type { Person, Team } from '@baton/contracts/team.ts'
import { useState } from 'react'
import { useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { SavedForm, useEdited } from '../settings/form.tsx'
import { Field } from '../ui/Field.tsx'
import { Languages, Words } from './Chips.tsx'
import { DaysOff, problemOfDaysOff } from './DaysOff.tsx'
import { HoursEditor } from './HoursEditor.tsx'
import { problemOf } from './hours-problems.ts'
import { Memberships } from './Memberships.tsx'
import { NumberField } from './NumberField.tsx'
import { Picture } from './Picture.tsx'
import { t } from './text.ts'
import { problemAt, useStaffRefresh } from './use.ts'

const roles = ['owner', 'admin', 'agent'] as const

/** All of a person, for admins. */
export function PersonForm({ person, teams }: { person: Person; teams: readonly Team[] }) {
  const { bots } = useMe()
  const { name, role, capacity, languages, skills, backAtHours, hours, daysOff } = person
  const saved = { name, role, capacity, languages, skills, bots: person.bots, teams: person.teams, backAtHours, hours, daysOff }
  const { value, dirty, change, undo } = useEdited(saved)
  const [refused, setRefused] = useState<unknown>(null)
  const refresh = useStaffRefresh()
  const save = async () => {
    try {
      await call(api.changePerson, { params: { id: person.id }, body: value })
    } catch (error) {
      setRefused(error)
      throw error
    }
    setRefused(null)
    await refresh()
  }
  const check = () => (value.name.trim() === '' ? t('nameMissing') : (problemOf(value.hours) ?? problemOfDaysOff(value.daysOff)))
  return (
    <SavedForm dirty={dirty} undo={undo} save={save} check={check}>
      <section>
        <h2>{t('profile')}</h2>
        <Picture person={person} />
        <div className="pair-fields">
          <Field
            label={t('name')}
            value={value.name}
            maxLength={120}
            error={problemAt(refused, 'name')}
            onChange={({ target }) => change({ name: target.value })}
          />
          <label className="labelled">
            <span>{t('role')}</span>
            <select className="field" value={value.role} onChange={({ target }) => change({ role: target.value as Person['role'] })}>
              {roles.map((one) => (
                <option key={one} value={one}>
                  {t(one)}
                </option>
              ))}
            </select>
          </label>
        </div>
      </section>
      <section>
        <h2>{t('work')}</h2>
        <NumberField
          label={t('capacity')}
          hint={t('capacityHint')}
          max={100}
          value={value.capacity}
          onChange={(places) => places !== null && change({ capacity: places })}
        />
        <Memberships
          legend={t('teams')}
          all={teams}
          of={value.teams.map(({ team, supervisor }) => ({ id: team, supervisor }))}
          onChange={(list) => change({ teams: list.map(({ id, supervisor }) => ({ team: id, supervisor })) })}
        />
        <Languages
          label={t('languages')}
          hint={t('languagesHint')}
          values={value.languages}
          onChange={(next) => change({ languages: next })}
        />
        <Words label={t('skills')} hint={t('skillsHint')} values={value.skills} onChange={(next) => change({ skills: next })} />
        {bots.length > 1 && <Bots chosen={value.bots} onChange={(next) => change({ bots: next })} />}
      </section>
      <section>
        <h2>{t('hours')}</h2>
        <p className="quiet">{t('personHours')}</p>
        <HoursEditor value={value.hours} onChange={(next) => change({ hours: next })} />
        <BackAtHours checked={value.backAtHours} onChange={(next) => change({ backAtHours: next })} />
      </section>
      <section>
        <h2>{t('daysOff')}</h2>
        <p className="quiet">{t('daysOffHint')}</p>
        <DaysOff days={value.daysOff} onChange={(next) => change({ daysOff: next })} />
      </section>
    </SavedForm>
  )
}

export function BackAtHours({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <div className="setting">
      <label>
        <input className="switch" type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
        {t('backAtHours')}
      </label>
    </div>
  )
}

export function Bots({ chosen, onChange }: { chosen: readonly string[]; onChange: (bots: string[]) => void }) {
  const { bots } = useMe()
  return (
    <fieldset className="choices">
      <legend>{t('bots')}</legend>
      {bots.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
          {name}
        </label>
      ))}
      <p className="small quiet">{t('botsHint')}</p>
    </fieldset>
  )
}
