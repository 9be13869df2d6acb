import type { Rule } from '@baton/contracts/policy.ts'
import { useState } from 'react'
import { useNames } from '../account/me.tsx'
import { joined } from '../ui/words.ts'
import { actionWords, conditionWords } from './change-words.ts'
import { useDraft } from './draft.tsx'
import { freshId, withThing } from './ids.ts'
import { Row } from './Row.tsx'
import { RuleEditor } from './RuleEditor.tsx'
import { t } from './text.ts'

/** The rules that the owner has built. */
export function OwnRules({ count }: { count: number | undefined }) {
  const { value, change, disabled } = useDraft()
  const { rules } = value
  const [open, setOpen] = useState<Rule | null>(null)
  const keep = (rule: Rule) => change({ rules: withThing(rules, rule) })
  return (
    <Row
      reason="rule"
      title={t('rule')}
      paths={['rules']}
      count={count}
      more={
        <>
          <ul className="own-rules">
            {rules.map((rule) => (
              <RuleLine key={rule.id} rule={rule} onOpen={() => setOpen(rule)} onSwitch={(on) => keep({ ...rule, on })} />
            ))}
          </ul>
          {!disabled && (
            <button type="button" className="link" onClick={() => setOpen(begun(freshId(rules)))}>
              {t('addRule')}
            </button>
          )}
          {open && (
            <RuleEditor
              rule={open}
              isNew={!rules.some(({ id }) => id === open.id)}
              onKeep={keep}
              onRemove={() => change({ rules: rules.filter(({ id }) => id !== open.id) })}
              onClose={() => setOpen(null)}
            />
          )}
        </>
      }
    >
      {t('ruleText')}
    </Row>
  )
}

function begun(id: string): Rule {
  return {
    id,
    name: '',
    on: true,
    when: { join: 'all', of: [{ field: 'page', op: 'is', value: '' }] },
    actions: [{ do: 'offer', team: null, priority: 0, say: null }],
  }
}

function RuleLine({ rule, onOpen, onSwitch }: { rule: Rule; onOpen: () => void; onSwitch: (on: boolean) => void }) {
  const { disabled, value } = useDraft()
  const { team } = useNames()
  const topicName = (id: string) => value.triggers.topics.topics.find((one) => one.id === id)?.name ?? id
  const parts = rule.when.of.map((one) =>
    'of' in one
      ? `(${one.of.map((part) => conditionWords(part, topicName)).join(one.join === 'all' ? ' and ' : ' or ')})`
      : conditionWords(one, topicName),
  )
  return (
    <li data-off={!rule.on || undefined}>
      <input
        className="switch"
        type="checkbox"
        aria-label={t('switchOf', rule.name)}
        checked={rule.on}
        disabled={disabled}
        onChange={({ target }) => onSwitch(target.checked)}
      />
      <span>
        <button type="button" className="link" onClick={onOpen}>
          {rule.name}
        </button>
        <span className="small quiet">
          {parts.join(rule.when.join === 'all' ? ' and ' : ' or ')} → {joined(rule.actions.map((action) => actionWords(action, team)))}
        </span>
      </span>
    </li>
  )
}
