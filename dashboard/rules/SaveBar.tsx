import { api } from '@baton/contracts/api.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNames } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call, Refused } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { LeaveGuard } from '../settings/form.tsx'
import { toast } from '../ui/toasts.tsx'
import { changeWords } from './change-words.ts'
import { useDraft } from './draft.tsx'
import { t } from './text.ts'

const told = 3

/** What has changed, in words, and what to do with it. Whoever leaves is asked. */
export function SaveBar({ version, replay, again }: { version: number; replay: () => Promise<void>; again: boolean }) {
  const bot = useChosenBot()
  const names = useNames()
  const client = useQueryClient()
  const { value, changes, refuse, discard } = useDraft()
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const save = async () => {
    setSaving(true)
    setProblem(null)
    try {
      const now = await call(api.changePolicy, { params: { id: bot.id }, body: value })
      client.setQueryData(['policy', bot.id], now)
      discard()
      void client.invalidateQueries({ queryKey: ['policies', bot.id] })
      toast({ key: 'policy', title: t('saved', now.version) })
    } catch (error) {
      if (error instanceof Refused && error.refusal.no === 'invalid') refuse(error.refusal)
      setProblem(sentenceFor(error))
    }
    setSaving(false)
  }
  const dirty = changes.length > 0
  return (
    <>
      {dirty && (
        <footer className="save rules-save">
          <p>
            <strong>{t('changes', changes.length)}</strong>{' '}
            <span className="quiet">
              {changes
                .slice(0, told)
                .map((change) => changeWords(change, names))
                .join(' · ')}
              {changes.length > told && ' …'}
            </span>
            {problem && (
              <span className="field-error" role="alert">
                {problem}
              </span>
            )}
          </p>
          <button
            type="button"
            className="button bare"
            onClick={() => {
              setProblem(null)
              discard()
            }}
          >
            {t('discard')}
          </button>
          <button type="button" className="button" onClick={() => void replay()}>
            {again ? t('replayAgain') : t('replay')}
          </button>
          <button type="button" className="button primary" disabled={saving} onClick={() => void save()}>
            {saving ? t('saving') : t('save', version + 1)}
          </button>
        </footer>
      )}
      <LeaveGuard dirty={dirty && !saving} />
    </>
  )
}
