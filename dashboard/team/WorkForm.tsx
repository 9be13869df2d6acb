import { api } from '@baton/contracts/api.ts'
import type { WorkSettings } from '@baton/contracts/team.ts'
import { call } from '../live/call.ts'
import { SavedForm, useEdited } from '../settings/form.tsx'
import { NumberField } from './NumberField.tsx'
import { t } from './text.ts'
import { useStaffRefresh } from './use.ts'

/** What holds for everybody: when somebody counts as away, and how conversations weigh. */
export function WorkForm({ work }: { work: WorkSettings }) {
  const { value, dirty, change, undo } = useEdited(work)
  const refresh = useStaffRefresh()
  const save = async () => {
    await call(api.changeWork, { body: value })
    await refresh()
  }
  return (
    <section aria-labelledby="work">
      <header className="block-head">
        <div>
          <h2 id="work">{t('nowAndThen')}</h2>
          <p>{t('workIntro')}</p>
        </div>
      </header>
      <SavedForm dirty={dirty} undo={undo} save={save}>
        <div className="team-numbers">
          <NumberField
            label={t('awayAfter')}
            value={value.awayAfterMinutes}
            empties
            min={1}
            max={1_440}
            onChange={(awayAfterMinutes) => change({ awayAfterMinutes })}
          />
          <NumberField
            label={t('quietAfter')}
            value={value.quietAfterMinutes}
            empties
            min={1}
            max={1_440}
            onChange={(quietAfterMinutes) => change({ quietAfterMinutes })}
          />
          <NumberField
            label={t('ageing')}
            value={value.ageingMinutes}
            min={1}
            max={1_440}
            onChange={(minutes) => minutes !== null && change({ ageingMinutes: minutes })}
          />
        </div>
      </SavedForm>
    </section>
  )
}
