import { useMemo } from 'react'
import { useMe } from '../account/me.tsx'
import { useLive, useLiveStore } from '../live/hooks.tsx'
import type { Pending } from '../live/outbox.ts'
import { Said } from '../ui/Said.tsx'
import { changeDraft } from './drafts.ts'
import { t } from './text.ts'

/** Own lines that the server has not confirmed: shown at once, marked, never dropped. */
export function PendingLines({ id }: { id: string }) {
  const all = useLive((state) => state.pending)
  const lines = useMemo(
    () => all.filter(({ conversation, act }) => conversation === id && (act.type === 'say' || act.type === 'note')),
    [all, id],
  )
  return lines.map((line) => <PendingLine key={line.cause} line={line} />)
}

function PendingLine({ line }: { line: Pending }) {
  if (line.act.type !== 'say' && line.act.type !== 'note') return null
  const note = line.act.type === 'note'
  return (
    <li className="entry" data-holder="agent" data-pending>
      <span />
      <div className="body">
        <div className={note ? 'note' : 'line ours'}>
          <p className={note ? 'said' : 'bubble said'}>
            <Said text={line.act.text} />
          </p>
          {line.refused === null ? <Sending /> : <NotSent line={line} text={line.act.text} note={note} />}
        </div>
      </div>
    </li>
  )
}

function Sending() {
  const connected = useLive((state) => state.wire === 'live')
  return <p className="meta">{connected ? t('sending') : t('waitsForConnection')}</p>
}

function NotSent({ line, text, note }: { line: Pending; text: string; note: boolean }) {
  const live = useLiveStore()
  const me = useMe()
  const edit = () => {
    changeDraft(me.agent.id, line.conversation, note ? { mode: 'note', note: text } : { mode: 'reply', reply: text })
    live.discard(line.cause)
  }
  return (
    <p className="meta failed" role="alert">
      {t('notSent', line.refused ?? '')}
      <button type="button" className="link" onClick={edit}>
        {t('edit')}
      </button>
      <button type="button" className="link" onClick={() => live.discard(line.cause)}>
        {t('discard')}
      </button>
    </p>
  )
}
