import type { Topic } from '@baton/contracts/policy.ts'
import { useState } from 'react'
import { useMe } from '../account/me.tsx'
import { Area, Field } from '../ui/Field.tsx'
import { useDraft } from './draft.tsx'
import { type Editing, EditorForm } from './EditorForm.tsx'
import { Pick, PriorityPick, TeamPick } from './Inline.tsx'
import { freshId, withThing } from './ids.ts'
import { Row, Say } from './Row.tsx'
import { t } from './text.ts'

/** What the company's topics are, told by examples. */
export function Topics({ count }: { count: number | undefined }) {
  const { value, trigger, disabled } = useDraft()
  const { on, topics, say } = value.triggers.topics
  const { teams } = useMe()
  const [open, setOpen] = useState<Topic | null>(null)
  return (
    <Row
      reason="topic"
      title={t('topic')}
      paths={['triggers.topics']}
      on={on}
      onSwitch={(now) => trigger('topics', { on: now })}
      count={count}
      more={
        <>
          <ul className="groups">
            {topics.map((topic) => (
              <li key={topic.id}>
                <button type="button" className="link" onClick={() => setOpen(topic)}>
                  {topic.name}
                </button>
                <span className="clip quiet">{topic.examples.map((one) => `“${one}”`).join(' ')}</span>
                <span className="small quiet ways">
                  {teams.find(({ id }) => id === topic.team)?.name ?? t('botsTeam')}, {t(topic.does).toLowerCase()}
                </span>
              </li>
            ))}
          </ul>
          {!disabled && (
            <button
              type="button"
              className="link"
              onClick={() => setOpen({ id: freshId(topics), name: '', examples: [], team: null, does: 'route', priority: 0 })}
            >
              {t('addTopic')}
            </button>
          )}
          {open && (
            <TopicEditor
              topic={open}
              isNew={!topics.some(({ id }) => id === open.id)}
              onKeep={(topic) => trigger('topics', { topics: withThing(topics, topic) })}
              onRemove={() => trigger('topics', { topics: topics.filter(({ id }) => id !== open.id) })}
              onClose={() => setOpen(null)}
            />
          )}
        </>
      }
    >
      {t('topicText')} <Say value={say} onChange={(now) => trigger('topics', { say: now })} />
    </Row>
  )
}

function TopicEditor({ topic, onKeep, ...editing }: { topic: Topic } & Editing<Topic>) {
  const [value, setValue] = useState(topic)
  const [lines, setLines] = useState(topic.examples.join('\n'))
  const change = (part: Partial<Topic>) => setValue({ ...value, ...part })
  const examples = lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return (
    <EditorForm
      {...editing}
      title={t('topicTitle', topic.name)}
      whole={value.name.trim() !== '' && examples.length > 0}
      keep={() => onKeep({ ...value, name: value.name.trim(), examples })}
    >
      <Field label={t('topicName')} maxLength={80} value={value.name} onChange={({ target }) => change({ name: target.value })} />
      <Area label={t('examples')} hint={t('examplesHint')} rows={4} value={lines} onChange={({ target }) => setLines(target.value)} />
      <p className="sentence">
        <Pick
          label={t('does')}
          value={value.does}
          options={[
            ['route', t('route')],
            ['escalate', t('escalate')],
            ['offer', t('offer')],
          ]}
          onChange={(does) => change({ does })}
        />{' '}
        {t('toTeam')} <TeamPick value={value.team} onChange={(team) => change({ team })} />,{' '}
        <PriorityPick value={value.priority} onChange={(priority) => change({ priority })} />.
      </p>
    </EditorForm>
  )
}
