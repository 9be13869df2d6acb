import type { Policy, Triggers } from '@baton/contracts/policy.ts'
import type { Change } from '@baton/contracts/rules.ts'
import { changesBetween } from '@baton/core/policy-changes.ts'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

/** What the server refused: the field by its path, and why. */
export type Wrong = { path: string; problem: string }
export type Draft = {
  saved: Policy
  value: Policy
  changes: Change[]
  wrong: Wrong | null
  disabled: boolean
  change: (part: Partial<Policy>) => void
  trigger: <K extends keyof Triggers>(name: K, part: Partial<Triggers[K]>) => void
  refuse: (wrong: Wrong | null) => void
  discard: () => void
}

const DraftContext = createContext<Draft | null>(null)

/** The policy as it is being changed, for all that is on the page. */
export function DraftOf({ saved, disabled, children }: { saved: Policy; disabled: boolean; children: ReactNode }) {
  const [draft, setDraft] = useState<Policy | null>(null)
  const [wrong, refuse] = useState<Wrong | null>(null)
  const value = draft ?? saved
  const changes = useMemo(() => changesBetween(saved, value), [saved, value])
  const change: Draft['change'] = (part) => {
    refuse(null)
    setDraft((now) => ({ ...(now ?? saved), ...part }))
  }
  const trigger: Draft['trigger'] = (name, part) => {
    refuse(null)
    setDraft((now) => {
      const before = now ?? saved
      return { ...before, triggers: { ...before.triggers, [name]: { ...before.triggers[name], ...part } } }
    })
  }
  const discard = () => {
    refuse(null)
    setDraft(null)
  }
  return <DraftContext value={{ saved, value, changes, wrong, disabled, change, trigger, refuse, discard }}>{children}</DraftContext>
}

export function useDraft(): Draft {
  const draft = useContext(DraftContext)
  if (!draft) throw new Error('used outside of the page of rules')
  return draft
}

/** Whether anything below this path differs from what is saved. */
export function isChanged({ changes }: Draft, ...paths: string[]): boolean {
  return changes.some(({ path }) => paths.some((one) => path === one || path.startsWith(`${one}.`)))
}
