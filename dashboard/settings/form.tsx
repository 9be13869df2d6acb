import { useBlocker } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { toast } from '../ui/toasts.tsx'
import { t } from './text.ts'

export type Edited<T> = { value: T; change: (part: Partial<T>) => void; dirty: boolean; undo: () => void }

/** Changes to something saved, kept apart until they are saved or undone. `saved` may be replaced by a newer one at any time. */
export function useEdited<T extends object>(saved: T): Edited<T> {
  const [changes, setChanges] = useState<Partial<T>>({})
  const value = { ...saved, ...changes }
  const dirty = JSON.stringify(value) !== JSON.stringify(saved)
  return { value, dirty, change: (part) => setChanges({ ...changes, ...part }), undo: () => setChanges({}) }
}

type Props = { dirty: boolean; undo: () => void; save: () => Promise<unknown>; check?: () => string | null; children: ReactNode }

/** A form that is saved explicitly, can be undone, and does not let anybody leave by accident. */
export function SavedForm({ dirty, undo, save, check, children }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = check?.() ?? null
    setProblem(wrong)
    if (wrong !== null) return
    setSaving(true)
    try {
      await save()
      undo()
      toast({ key: 'saved', title: t('saved') })
    } catch (error) {
      setProblem(sentenceFor(error))
    }
    setSaving(false)
  }
  const forget = () => {
    setProblem(null)
    undo()
  }
  return (
    <form className="settings-form" onSubmit={submit} noValidate>
      {children}
      <Problem sentence={problem} />
      {dirty && (
        <footer className="save">
          <p>{t('unsaved')}</p>
          <button type="button" className="button bare" onClick={forget}>
            {t('undo')}
          </button>
          <button type="submit" className="button primary" disabled={saving}>
            {saving ? t('saving') : t('save')}
          </button>
        </footer>
      )}
      <LeaveGuard dirty={dirty && !saving} />
    </form>
  )
}

/** Whoever leaves with changes is asked first. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const blocker = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: dirty, withResolver: true })
  const stay = () => blocker.status === 'blocked' && blocker.reset()
  return (
    <Modal open={blocker.status === 'blocked'} onClose={stay} title={t('leaveTitle')} intro={t('leaveIntro')}>
      <footer className="buttons">
        <button type="button" className="button bare" onClick={() => blocker.status === 'blocked' && blocker.proceed()}>
          {t('leave')}
        </button>
        <button type="button" className="button primary" onClick={stay}>
          {t('stay')}
        </button>
      </footer>
    </Modal>
  )
}

/** The head of a settings page: what it is, in a sentence. */
export function Head({ title, intro, children }: { title: string; intro: string; children?: ReactNode }) {
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        <p>{intro}</p>
      </div>
      {children}
    </header>
  )
}
