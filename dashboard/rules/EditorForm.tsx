import { type FormEvent, type ReactNode, useState } from 'react'
import { Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useDraft } from './draft.tsx'
import { t } from './text.ts'

/** What an editor of one thing in a list is told: `isNew` when it is not in the list yet. */
export type Editing<V> = { isNew: boolean; onKeep: (value: V) => void; onRemove: () => void; onClose: () => void }

type Props = Pick<Editing<never>, 'isNew' | 'onRemove' | 'onClose'> & {
  title: string
  broad?: boolean
  /** Keeps it and closes, unless something is left to fill in. */
  whole: boolean
  keep: () => void
  children: ReactNode
}

/** A thing of the draft in a dialog of its own: filled in and kept, or removed. */
export function EditorForm({ title, broad = false, isNew, whole, keep, onRemove, onClose, children }: Props) {
  const { disabled } = useDraft()
  const [missing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setMissing(!whole)
    if (!whole) return
    keep()
    onClose()
  }
  const remove = () => {
    onRemove()
    onClose()
  }
  return (
    <Modal open broad={broad} onClose={onClose} title={title}>
      <form className="stack" onSubmit={submit}>
        <fieldset className="plain" disabled={disabled}>
          {children}
        </fieldset>
        <Problem sentence={missing ? t('incomplete') : null} />
        <footer className="buttons">
          {!isNew && !disabled && (
            <button type="button" className="button bare danger" onClick={remove}>
              {t('remove')}
            </button>
          )}
          <button type="submit" className="button primary" disabled={disabled}>
            {t('done')}
          </button>
        </footer>
      </form>
    </Modal>
  )
}
