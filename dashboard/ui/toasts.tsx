import { useSyncExternalStore } from 'react'
import { X } from './icons.tsx'
import { t } from './text.ts'

type Action = { label: string; run: () => void }
/** `key` replaces an earlier one of the same key; `stays` keeps it until it is dismissed or taken away. */
export type Toast = { key: string; title: string; body?: string; action?: Action; onOpen?: () => void; stays?: boolean; loud?: boolean }

const showFor = 6_000
let toasts: readonly Toast[] = []
const listeners = new Set<() => void>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()

export function toast(next: Toast): void {
  set([...toasts.filter((known) => known.key !== next.key), next])
  clearTimeout(timers.get(next.key))
  if (!next.stays)
    timers.set(
      next.key,
      setTimeout(() => untoast(next.key), showFor),
    )
}

export function untoast(key: string): void {
  if (toasts.some((known) => known.key === key)) set(toasts.filter((known) => known.key !== key))
}

export function isToasted(key: string): boolean {
  return toasts.some((known) => known.key === key)
}

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <section className="toasts" aria-label={t('notices')} aria-live="polite">
      {shown.slice(-4).map((one) => (
        <Notice key={one.key} toast={one} />
      ))}
    </section>
  )
}

function Notice({ toast: { key, title, body, action, onOpen, loud } }: { toast: Toast }) {
  const leave = (run?: () => void) => () => {
    untoast(key)
    run?.()
  }
  return (
    <div className="toast" data-loud={loud || undefined}>
      <div>
        {onOpen ? (
          <button type="button" className="toast-open" onClick={leave(onOpen)}>
            <strong>{title}</strong>
          </button>
        ) : (
          <strong>{title}</strong>
        )}
        {body && <p className="quiet">{body}</p>}
      </div>
      {action && (
        <button type="button" className="button" onClick={leave(action.run)}>
          {action.label}
        </button>
      )}
      <button type="button" className="button bare square" aria-label={t('dismiss')} onClick={leave()}>
        <X className="icon" />
      </button>
    </div>
  )
}
