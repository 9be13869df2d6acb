import type { EscalationReason } from '@baton/contracts/facts.ts'
import type { Policy, Triggers } from '@baton/contracts/policy.ts'
import { order } from '@baton/core/triggers.ts'
import { type ReactNode, useId, useState } from 'react'
import { isChanged, useDraft, type Wrong } from './draft.tsx'
import { DoesPick, PriorityPick, TeamPick } from './Inline.tsx'
import { t } from './text.ts'

type Props = {
  reason: EscalationReason
  title: string
  /** Where its settings stand in the policy. */
  paths: string[]
  /** Absent where there is no switch: it can't be turned off. */
  on?: boolean
  onSwitch?: (on: boolean) => void
  count: number | undefined
  children: ReactNode
  more?: ReactNode
}

/** One trigger in its place: a switch, a sentence, how often it fired. */
export function Row({ reason, title, paths, on = true, onSwitch, count = 0, children, more }: Props) {
  const draft = useDraft()
  return (
    <li className="trigger" data-changed={isChanged(draft, ...paths) || undefined} data-off={!on || undefined}>
      <span className="order">{order.indexOf(reason) + 1}</span>
      {onSwitch ? (
        <input
          className="switch"
          type="checkbox"
          aria-label={t('switchOf', title)}
          checked={on}
          disabled={draft.disabled}
          onChange={({ target }) => onSwitch(target.checked)}
        />
      ) : (
        <span />
      )}
      <div className="what">
        <h2>
          {title}
          {isChanged(draft, ...paths) && <span className="changed">{t('changed')}</span>}
        </h2>
        <div className="sentence">{children}</div>
        <WrongIn paths={paths} />
      </div>
      <span className="count">{on ? t('inDays', count) : t('off')}</span>
      {more && <div className="more">{more}</div>}
    </li>
  )
}

/** What the server refused, beside what it refused. */
export function WrongIn({ paths }: { paths: string[] }) {
  const { wrong, value } = useDraft()
  if (!wrong || !paths.some((path) => wrong.path === path || wrong.path.startsWith(`${path}.`))) return null
  return (
    <p className="field-error" role="alert">
      {placeOf(wrong, value)}: {wrong.problem}
    </p>
  )
}

/** The field by the name that its owner gave it, where it has one. */
function placeOf({ path }: Wrong, policy: Policy): string {
  const [, list, index] = /^(triggers\.keywords\.terms|triggers\.topics\.topics|rules)\.(\d+)/.exec(path) ?? []
  const among = list === 'rules' ? policy.rules : list?.includes('terms') ? policy.triggers.keywords.terms : policy.triggers.topics.topics
  const named = index === undefined ? undefined : among[Number(index)]
  const field = path.split('.').at(-1) ?? path
  return named ? `“${'text' in named ? named.text : named.name}”, ${field}` : field
}

type Handled = Exclude<keyof Triggers, 'keywords' | 'topics'>

/** Who takes it, how urgent it is, what the visitor reads. */
export function Handling({ of }: { of: Handled }) {
  const { value, trigger } = useDraft()
  const { team, priority, say } = value.triggers[of]
  return (
    <>
      {' '}
      {t('toTeam')} <TeamPick value={team} onChange={(now) => trigger(of, { team: now })} />,{' '}
      <PriorityPick value={priority} onChange={(now) => trigger(of, { priority: now })} />.{' '}
      <Say value={say} onChange={(now) => trigger(of, { say: now })} />
    </>
  )
}

export function Does({ of }: { of: Exclude<Handled, 'asked' | 'exchanges'> }) {
  const { value, trigger } = useDraft()
  return <DoesPick value={value.triggers[of].does} onChange={(does) => trigger(of, { does })} />
}

/** The owner's own line for a trigger; null is the usual one. */
export function Say({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <span className="say">
      {t('saying')}{' '}
      <button type="button" className="value" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {value === null ? t('usualLine') : t('ownLine')}
      </button>
      .
      <span id={id} hidden={!open} className="say-field">
        <textarea
          className="field"
          aria-label={t('say')}
          rows={2}
          maxLength={600}
          value={value ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        />
        <span className="small quiet">{t('sayHint')}</span>
      </span>
    </span>
  )
}
