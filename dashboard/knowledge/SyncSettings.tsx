import { api } from '@baton/contracts/api.ts'
import type { CrawlSettings, SourceItem } from '@baton/contracts/knowledge.ts'
import { mayChange, useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { SavedForm, useEdited } from '../settings/form.tsx'
import { dueAt, exactly } from '../ui/time.ts'
import { CrawlFields } from './CrawlFields.tsx'
import { draftOf, readCrawl } from './crawl.ts'
import { crawlText as t } from './text.ts'
import { useRefresh } from './use.ts'

/** *Website sources → Sync settings*. */
export function SyncSettings({ source, settings }: { source: SourceItem; settings: CrawlSettings }) {
  const { value, change, dirty, undo } = useEdited(draftOf(settings))
  const refresh = useRefresh(source.id)
  const read = readCrawl(value)
  const save = async () => {
    if ('settings' in read) await call(api.changeSource, { params: { id: source.id }, body: { settings: read.settings } })
    await refresh()
  }
  return (
    <div className="narrow-body">
      <SavedForm dirty={dirty} undo={undo} save={save} check={() => ('problem' in read ? read.problem : null)}>
        <fieldset className="plain" disabled={!mayChange(useMe())}>
          <CrawlFields value={value} change={change} />
        </fieldset>
        <NextSync source={source} />
      </SavedForm>
    </div>
  )
}

function NextSync({ source: { status, nextAt } }: { source: SourceItem }) {
  if (status === 'paused') return <p className="quiet">{t('nextPaused')}</p>
  if (!nextAt) return null
  return (
    <p className="quiet">
      <time title={exactly(nextAt)}>{t('next', dueAt(nextAt, Date.now()))}</time>
    </p>
  )
}
