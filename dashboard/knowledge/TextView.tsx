import { api } from '@baton/contracts/api.ts'
import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { mayChange, useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { SavedForm, useEdited } from '../settings/form.tsx'
import { Area } from '../ui/Field.tsx'
import { t } from './text.ts'
import { useRefresh } from './use.ts'

/** A pasted text, rewritten where it stands. */
export function TextView({ source: { id }, text }: { source: SourceItem; text: string }) {
  const { value, change, dirty, undo } = useEdited({ text })
  const refresh = useRefresh(id)
  const save = async () => {
    await call(api.changeSource, { params: { id }, body: { text: value.text } })
    await refresh()
  }
  return (
    <div className="narrow-body">
      <SavedForm dirty={dirty} undo={undo} save={save} check={() => (value.text.trim() === '' ? t('textMissing') : null)}>
        <Area
          label={t('textLabel')}
          hint={t('textPlaceholder')}
          rows={16}
          readOnly={!mayChange(useMe())}
          value={value.text}
          onChange={({ target }) => change({ text: target.value })}
        />
      </SavedForm>
    </div>
  )
}
