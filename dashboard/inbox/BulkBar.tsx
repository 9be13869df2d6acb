import { useState } from 'react'
import { useMe } from '../account/me.tsx'
import { useActions } from '../actions/registry.ts'
import { useMayWatch } from '../board/use.ts'
import { useLiveStore } from '../live/hooks.tsx'
import { X } from '../ui/icons.tsx'
import { toast } from '../ui/toasts.tsx'
import { type BulkAct, bulkActs, doAll } from './bulk.ts'
import { bulkText as t } from './bulk-text.ts'
import { pickNone, togglePicked, usePicked } from './picked.ts'

/** What can be done to all that are selected. */
export function BulkBar() {
  const picked = usePicked()
  const me = useMe()
  const live = useLiveStore()
  const mayAssign = useMayWatch()
  const [busy, setBusy] = useState(false)
  const focused = () => (document.activeElement as HTMLElement | null)?.dataset.row
  useActions({ select: () => pick(focused()), selectNone: picked.size > 0 && pickNone })
  if (picked.size === 0) return null
  const { close, handBack, assign } = bulkActs(live, me.agent.id)
  const run = async (act: BulkAct, word: (n: number) => string) => {
    setBusy(true)
    const rows = [...picked].flatMap((id) => live.state.rows.get(id) ?? [])
    const { done, refused } = await doAll(rows, act)
    setBusy(false)
    pickNone()
    const before = new Map(done.map((row) => [row.id, row]))
    const undo = () => {
      void doAll(done, { run: (id) => act.undo(id, before.get(id) as (typeof done)[number]) }).then((undone) =>
        toast({ key: 'bulk', title: undone.refused[0] ?? t('undone', undone.done.length), loud: undone.refused.length > 0 }),
      )
    }
    toast({
      key: 'bulk',
      title: done.length > 0 ? word(done.length) : t('nothing'),
      body: refused.length > 0 ? t('refused', refused.length, refused[0] ?? '') : undefined,
      action: done.length > 0 ? { label: t('undo'), run: undo } : undefined,
    })
  }
  return (
    <div className="bulk" role="toolbar" aria-label={t('label')}>
      <strong className="num">{t('picked', picked.size)}</strong>
      <button type="button" className="button" disabled={busy} onClick={() => void run(close, (n) => t('closed', n))}>
        {t('close')}
      </button>
      <button type="button" className="button" disabled={busy} onClick={() => void run(handBack, (n) => t('handedBack', n))}>
        {t('handBack')}
      </button>
      {mayAssign && (
        <select
          className="field"
          aria-label={t('assignTo')}
          value=""
          disabled={busy}
          onChange={({ target }) => void run(assign(target.value), (n) => t('assigned', n))}
        >
          <option value="">{t('assign')}</option>
          {me.agents
            .filter(({ invited }) => !invited)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      )}
      <button type="button" className="button bare square" aria-label={t('none')} onClick={pickNone}>
        <X className="icon" />
      </button>
    </div>
  )
}

function pick(id: string | undefined): void {
  if (id !== undefined) togglePicked(id)
}
