import type { RuleAction } from '@baton/contracts/policy.ts'
import { useMe } from '../account/me.tsx'
import { X } from '../ui/icons.tsx'
import { Pick, PriorityPick, TeamPick } from './Inline.tsx'
import { Say } from './Row.tsx'
import { t } from './text.ts'

const deeds = ['escalate', 'offer', 'flag', 'route', 'priority', 'tag', 'note', 'leave'] as const

export function firstAction(deed: RuleAction['do'] = 'flag', team = ''): RuleAction {
  switch (deed) {
    case 'escalate':
    case 'offer':
      return { do: deed, team: null, priority: 0, say: null }
    case 'route':
      return { do: deed, team }
    case 'priority':
      return { do: deed, priority: 1 }
    case 'tag':
      return { do: deed, tag: '' }
    case 'note':
      return { do: deed, text: '' }
    default:
      return { do: deed }
  }
}

type Props = { value: RuleAction; onChange: (value: RuleAction) => void; onRemove: (() => void) | null }

export function ActionRow({ value, onChange, onRemove }: Props) {
  const { teams } = useMe()
  return (
    <div className="condition action">
      <select
        className="field"
        aria-label={t('action')}
        value={value.do}
        onChange={({ target }) => onChange(firstAction(target.value as RuleAction['do'], teams[0]?.id))}
      >
        {deeds.map((deed) => (
          <option key={deed} value={deed}>
            {t('actionName', deed)}
          </option>
        ))}
      </select>
      <span className="sentence">
        <Detail value={value} onChange={onChange} />
      </span>
      {onRemove && (
        <button type="button" className="button bare square" aria-label={t('remove')} onClick={onRemove}>
          <X className="icon" />
        </button>
      )}
    </div>
  )
}

function Detail({ value, onChange }: Omit<Props, 'onRemove'>) {
  const { teams } = useMe()
  switch (value.do) {
    case 'escalate':
    case 'offer':
      return (
        <>
          {t('toTeam')} <TeamPick value={value.team} onChange={(team) => onChange({ ...value, team })} />,{' '}
          <PriorityPick value={value.priority} onChange={(priority) => onChange({ ...value, priority })} />.{' '}
          <Say value={value.say} onChange={(say) => onChange({ ...value, say })} />
        </>
      )
    case 'route':
      return (
        <Pick
          label={t('team')}
          value={value.team}
          options={teams.map(({ id, name }) => [id, name] as const)}
          onChange={(team) => onChange({ ...value, team })}
        />
      )
    case 'priority':
      return <PriorityPick value={value.priority} onChange={(priority) => onChange({ ...value, priority })} />
    case 'tag':
      return (
        <input
          className="field"
          aria-label={t('tag')}
          maxLength={80}
          value={value.tag}
          onChange={({ target }) => onChange({ ...value, tag: target.value })}
        />
      )
    case 'note':
      return (
        <input
          className="field"
          aria-label={t('note')}
          maxLength={600}
          value={value.text}
          onChange={({ target }) => onChange({ ...value, text: target.value })}
        />
      )
    default:
      return null
  }
}
