import type { Term, TermGroup } from '@baton/contracts/policy.ts'
import { useState } from 'react'
import { Field } from '../ui/Field.tsx'
import { type Editing, EditorForm } from './EditorForm.tsx'
import { DoesPick, Pick, PriorityPick, TeamPick, Tick } from './Inline.tsx'
import { t } from './text.ts'

/** In the order in which they are shown. */
export const termGroups: readonly TermGroup[] = ['money', 'legal', 'anger', 'authority', 'urgency', 'own']

export function TermEditor({ term, onKeep, ...editing }: { term: Term } & Editing<Term>) {
  const [value, setValue] = useState(term)
  const change = (part: Partial<Term>) => setValue({ ...value, ...part })
  return (
    <EditorForm
      {...editing}
      title={t('termTitle', term.text)}
      whole={value.text.trim() !== ''}
      keep={() => onKeep({ ...value, text: value.text.trim() })}
    >
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
          options={termGroups.map((group) => [group, t('termGroup', group)] as const)}
          onChange={(group) => change({ group })}
        />
      </p>
      <Tick label={t('exact')} value={value.exact} onChange={(exact) => change({ exact })} />
    </EditorForm>
  )
}
