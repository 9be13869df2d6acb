import { useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { Head } from '../settings/form.tsx'
import { Plus } from '../ui/icons.tsx'
import { Invite } from './Invite.tsx'
import { Missing } from './Missing.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { TeamList } from './TeamList.tsx'
import { t } from './text.ts'
import { useStaff } from './use.ts'
import { WorkForm } from './WorkForm.tsx'

/** Settings → Team: the people, the teams, and what holds for everybody. */
export function TeamSettings() {
  const may = mayChange(useMe())
  const { data, error, refetch } = useStaff()
  const [inviting, setInviting] = useState(false)
  return (
    <>
      <Head title={t('team')} intro={t('intro')}>
        {may && data && (
          <button type="button" className="button primary" onClick={() => setInviting(true)}>
            <Plus className="icon" />
            {t('invite')}
          </button>
        )}
      </Head>
      <div className="page-body team-blocks">
        {data ? (
          <>
            <section aria-labelledby="people">
              <h2 id="people">{t('people')}</h2>
              <PeopleTable {...data} />
            </section>
            <TeamList teams={data.teams} />
            {may && <WorkForm work={data.work} />}
            <Invite open={inviting} onClose={() => setInviting(false)} teams={data.teams} />
          </>
        ) : (
          <Missing error={error} again={() => void refetch()} />
        )}
      </div>
    </>
  )
}
