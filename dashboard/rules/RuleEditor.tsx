import type { Condition, Group, Rule, RuleAction } from '@baton/contracts/policy.ts'
import { useState } from 'react'
import { Field } from '../ui/Field.tsx'
import { X } from '../ui/icons.tsx'
import { ActionRow, firstAction } from './ActionRow.tsx'
import { ConditionRow, firstCondition, isWhole } from './ConditionRow.tsx'
import { type Editing, EditorForm } from './EditorForm.tsx'
import { Pick } from './Inline.tsx'
import { t } from './text.ts'

type Part = Group['of'][number]
type Inner = Extract<Part, { of: unknown }>

/** Conditions joined by AND or OR, one level of groups, and what follows. */
export function RuleEditor({ rule, onKeep, ...editing }: { rule: Rule } & Editing<Rule>) {
  const [value, setValue] = useState(rule)
  const whole = value.name.trim() !== '' && allOf(value.when).every(isWhole) && !value.actions.some(isEmpty)
  return (
    <EditorForm
      {...editing}
      broad
      title={t('ruleTitle', rule.name)}
      whole={whole}
      keep={() => onKeep({ ...value, name: value.name.trim() })}
    >
      <Field
        label={t('ruleName')}
        maxLength={80}
        value={value.name}
        onChange={({ target }) => setValue({ ...value, name: target.value })}
      />
      <Conditions group={value.when} onChange={(when) => setValue({ ...value, when })} />
      <Actions actions={value.actions} onChange={(actions) => setValue({ ...value, actions })} />
    </EditorForm>
  )
}

function allOf(group: Group): Condition[] {
  return group.of.flatMap((one) => ('of' in one ? one.of : [one]))
}

function isEmpty(action: RuleAction): boolean {
  return (action.do === 'tag' && action.tag.trim() === '') || (action.do === 'note' && action.text.trim() === '')
}

type GroupProps = { group: Group; onChange: (group: Group) => void }

function Conditions({ group, onChange }: GroupProps) {
  const at = (i: number, part: Part | null) =>
    onChange({ ...group, of: group.of.flatMap((one, k) => (k === i ? (part === null ? [] : [part]) : [one])) })
  const only = group.of.length === 1
  return (
    <section className="conditions">
      <p className="sentence">
        {t('when')} <Join value={group.join} onChange={(join) => onChange({ ...group, join })} />
      </p>
      {group.of.map((part, i) => {
        const remove = only ? null : () => at(i, null)
        return 'of' in part ? (
          <InnerGroup key={i} group={part} onChange={(now) => at(i, now)} onRemove={remove} />
        ) : (
          <ConditionRow key={i} value={part} onChange={(now) => at(i, now)} onRemove={remove} />
        )
      })}
      <p className="adds">
        <button type="button" className="link" onClick={() => onChange({ ...group, of: [...group.of, firstCondition()] })}>
          {t('addCondition')}
        </button>
        <button
          type="button"
          className="link"
          onClick={() => onChange({ ...group, of: [...group.of, { join: group.join === 'all' ? 'any' : 'all', of: [firstCondition()] }] })}
        >
          {t('addGroup')}
        </button>
      </p>
    </section>
  )
}

function InnerGroup({
  group,
  onChange,
  onRemove,
}: {
  group: Inner
  onChange: (group: Inner | null) => void
  onRemove: (() => void) | null
}) {
  const at = (i: number, part: Condition | null) => {
    const of = group.of.flatMap((one, k) => (k === i ? (part === null ? [] : [part]) : [one]))
    onChange(of.length > 0 ? { ...group, of } : null)
  }
  return (
    <section className="conditions inner">
      <p className="sentence">
        <Join value={group.join} onChange={(join) => onChange({ ...group, join })} />
        {onRemove && (
          <button type="button" className="button bare square" aria-label={t('remove')} onClick={onRemove}>
            <X className="icon" />
          </button>
        )}
      </p>
      {group.of.map((part, i) => (
        <ConditionRow
          key={i}
          value={part}
          onChange={(now) => at(i, now)}
          onRemove={onRemove || group.of.length > 1 ? () => at(i, null) : null}
        />
      ))}
      <button type="button" className="link" onClick={() => onChange({ ...group, of: [...group.of, firstCondition()] })}>
        {t('addCondition')}
      </button>
    </section>
  )
}

function Join({ value, onChange }: { value: Group['join']; onChange: (join: Group['join']) => void }) {
  return (
    <Pick
      label={t('join')}
      value={value}
      options={[
        ['all', t('all')],
        ['any', t('any')],
      ]}
      onChange={onChange}
    />
  )
}

function Actions({ actions, onChange }: { actions: RuleAction[]; onChange: (actions: RuleAction[]) => void }) {
  const at = (i: number, action: RuleAction | null) =>
    onChange(actions.flatMap((one, k) => (k === i ? (action === null ? [] : [action]) : [one])))
  return (
    <section className="conditions">
      <p className="sentence">{t('follows')}</p>
      {actions.map((action, i) => (
        <ActionRow key={i} value={action} onChange={(now) => at(i, now)} onRemove={actions.length > 1 ? () => at(i, null) : null} />
      ))}
      <p className="adds">
        <button type="button" className="link" onClick={() => onChange([...actions, firstAction()])}>
          {t('addAction')}
        </button>
      </p>
    </section>
  )
}
