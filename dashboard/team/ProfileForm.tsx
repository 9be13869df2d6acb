import { api } from '@baton/contracts/api.ts'
import type { Person } from '@baton/contracts/team.ts'
import { call } from '../live/call.ts'
import { SavedForm, useEdited } from '../settings/form.tsx'
import { Field } from '../ui/Field.tsx'
import { Languages } from './Chips.tsx'
import { BackAtHours } from './PersonForm.tsx'
import { Picture } from './Picture.tsx'
import { t } from './text.ts'
import { useStaffRefresh } from './use.ts'

/** What everybody may change about themselves. */
export function ProfileForm({ person }: { person: Person }) {
  const { name, languages, backAtHours } = person
  const { value, dirty, change, undo } = useEdited({ name, languages, backAtHours })
  const refresh = useStaffRefresh()
  const save = async () => {
    await call(api.changeProfile, { body: value })
    await refresh()
  }
  return (
    <SavedForm dirty={dirty} undo={undo} save={save} check={() => (value.name.trim() === '' ? t('nameMissing') : null)}>
      <section>
        <h2>{t('profile')}</h2>
        <Picture person={person} />
        <Field label={t('name')} value={value.name} maxLength={120} onChange={({ target }) => change({ name: target.value })} />
        <Languages
          label={t('languages')}
          hint={t('languagesHint')}
          values={value.languages}
          onChange={(next) => change({ languages: next })}
        />
        <BackAtHours checked={value.backAtHours} onChange={(next) => change({ backAtHours: next })} />
      </section>
    </SavedForm>
  )
}
