import type { Term, TermGroup } from '@baton/contracts/policy.ts'
import { useState } from 'react'
import { useMe } from '../account/me.tsx'
import { Plus } from '../ui/icons.tsx'
import { useDraft } from './draft.tsx'
import { freshId, withThing } from './ids.ts'
import { Row, Say } from './Row.tsx'
import { Suggestions } from './Suggestions.tsx'
import { TermEditor, termGroups } from './TermEditor.tsx'
import { t } from './text.ts'

/** The owner's keywords in their groups, each a chip that opens. */
export function Keywords({ count }: { count: number | undefined }) {
  const { value, trigger, disabled } = useDraft()
  const { on, terms, say } = value.triggers.keywords
  const [open, setOpen] = useState<Term | null>(null)
  const begin = (group: TermGroup) =>
    setOpen({ id: freshId(terms), text: '', group, exact: false, does: group === 'money' ? 'offer' : 'escalate', team: null, priority: 0 })
  return (
    <Row
      reason="keyword"
      title={t('keyword')}
      paths={['triggers.keywords']}
      on={on}
      onSwitch={(now) => trigger('keywords', { on: now })}
      count={count}
      more={
        <>
          <ul className="groups">
            {termGroups.map((group) => (
              <Group
                key={group}
                group={group}
                terms={terms.filter((one) => one.group === group)}
                onOpen={setOpen}
                onAdd={disabled ? null : () => begin(group)}
              />
            ))}
          </ul>
          <Suggestions />
          {open && (
            <TermEditor
              term={open}
              isNew={!terms.some(({ id }) => id === open.id)}
              onKeep={(term) => trigger('keywords', { terms: withThing(terms, term) })}
              onRemove={() => trigger('keywords', { terms: terms.filter(({ id }) => id !== open.id) })}
              onClose={() => setOpen(null)}
            />
          )}
        </>
      }
    >
      {t('keywordText')} <Say value={say} onChange={(now) => trigger('keywords', { say: now })} />
    </Row>
  )
}

type GroupProps = { group: TermGroup; terms: Term[]; onOpen: (term: Term) => void; onAdd: (() => void) | null }

function Group({ group, terms, onOpen, onAdd }: GroupProps) {
  const { teams } = useMe()
  const name = t('termGroup', group)
  const ways = new Set(
    terms.map(({ does, team }) => `${teams.find(({ id }) => id === team)?.name ?? t('botsTeam')}, ${t(does).toLowerCase()}`),
  )
  return (
    <li>
      <strong>{name}</strong>
      <span className="tags">
        {terms.map((term) => (
          <button
            key={term.id}
            type="button"
            className="tag"
            data-does={term.does}
            onClick={() => onOpen(term)}
            aria-label={t('edit', term.text)}
          >
            {term.exact ? `“${term.text}”` : term.text}
          </button>
        ))}
        {onAdd && (
          <button type="button" className="tag add" aria-label={t('addTermTo', name)} onClick={onAdd}>
            <Plus className="icon" />
          </button>
        )}
      </span>
      <span className="small quiet ways">{[...ways].join(' · ')}</span>
    </li>
  )
}
