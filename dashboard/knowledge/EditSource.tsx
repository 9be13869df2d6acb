import { api } from '@baton/contracts/api.ts'
import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { t } from './text.ts'
import { useRefresh } from './use.ts'

/** With one bot there is nothing to share. */
export function useEditLabel(): string {
  return t(useMe().bots.length > 1 ? 'editShared' : 'edit')
}

/** The name of a source, and which bots answer from it. */
export function EditSource({ source: { id, title: known, bots: used = [] }, done }: { source: SourceItem; done: () => void }) {
  const all = useMe().bots
  const [title, setTitle] = useState(known)
  const [bots, setBots] = useState<readonly string[]>(used)
  const [problem, setProblem] = useState<string | null>(null)
  const refresh = useRefresh(id)
  const save = useMutation({
    mutationFn: () =>
      call(api.changeSource, { params: { id }, body: { title: title.trim(), ...(all.length > 1 ? { bots: [...bots] } : {}) } }),
    onSuccess: async () => {
      await refresh()
      done()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wrong = title.trim() === '' ? t('titleMissing') : all.length > 1 && bots.length === 0 ? t('usedByNone') : null
    setProblem(wrong)
    if (wrong === null) save.mutate()
  }
  const use = (bot: string, on: boolean) => setBots(on ? [...bots, bot] : bots.filter((one) => one !== bot))
  return (
    <form onSubmit={submit} noValidate>
      <Field label={t('sourceTitle')} maxLength={120} value={title} onChange={({ target }) => setTitle(target.value)} />
      {all.length > 1 && (
        <fieldset className="choices">
          <legend>{t('usedBy')}</legend>
          {all.map(({ id: bot, name }) => (
            <label key={bot}>
              <input type="checkbox" checked={bots.includes(bot)} onChange={({ target }) => use(bot, target.checked)} />
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <Problem sentence={problem ?? sentenceFor(save.error)} />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={done}>
          {t('cancel')}
        </button>
        <button type="submit" className="button primary" disabled={save.isPending}>
          {t('save')}
        </button>
      </footer>
    </form>
  )
}
