import type { Term, TermGroup } from '@baton/contracts/policy.ts'
import { type FormEvent, useState } from 'react'
import { Field } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useDraft } from './draft.tsx'
import { DoesPick, Pick, PriorityPick, TeamPick, Tick } from './Inline.tsx'
import { t } from './text.ts'

const groups: TermGroup[] = ['money', 'legal', 'anger', 'authority', 'urgency', 'own']
type Props = { term: Term; isNew: boolean; onKeep: (term: Term) => void; onRemove: () => void; onClose: () => void }

export function TermEditor({ term, isNew, onKeep, onRemove, onClose }: Props) {
  const { disabled } = useDraft()
  const [value, setValue] = useState(term)
  const change = (part: Partial<Term>) => setValue({ ...value, ...part })
  const keep = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (value.text.trim() === '') return
    onKeep({ ...value, text: value.text.trim() })
    onClose()
  }
  return (
    <Modal open onClose={onClose} title={t('termTitle', term.text)}>
      <form className="stack" onSubmit={keep}>
        <fieldset className="plain" disabled={disabled}>
          <Field
            label={t('termText')}
            hint={t('termHint')}
            maxLength={80}
            value={value.text}
            onChange={({ target }) => change({ text: target.value })}
          />
          <p className="sentence">
            <DoesPick value={value.does} onChange={(does) => change({ does })} /> {t('toTeam')}{' '}
            <TeamPick value={value.team} onChange={(team) => change({ team })} />,{' '}
            <PriorityPick value={value.priority} onChange={(priority) => change({ priority })} />. {t('termIn')}:{' '}
            <Pick
              label={t('termIn')}
              value={value.group}
              options={groups.map((group) => [group, t('termGroup', group)] as const)}
              onChange={(group) => change({ group })}
            />
          </p>
          <Tick label={t('exact')} value={value.exact} onChange={(exact) => change({ exact })} />
        </fieldset>
        <footer className="buttons">
          {!isNew && !disabled && (
            <button
              type="button"
              className="button bare danger"
              onClick={() => {
                onRemove()
                onClose()
              }}
            >
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
