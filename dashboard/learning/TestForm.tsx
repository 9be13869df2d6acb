import { api } from '@baton/contracts/api.ts'
import type { Expectation, TestItem } from '@baton/contracts/test-cases.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Area, Field, Problem } from '../ui/Field.tsx'
import { testText as t } from './text.ts'

type Props = { bot: string; test: TestItem | null; close: () => void }

/** A question and what it should lead to. */
export function TestForm({ bot, test, close }: Props) {
  const [question, setQuestion] = useState(test?.question ?? '')
  const [expects, setExpects] = useState<Expectation>(test?.expects ?? { kind: 'answer', text: '' })
  const client = useQueryClient()
  const done = async () => {
    await client.invalidateQueries({ queryKey: ['tests', bot] })
    close()
  }
  const save = useMutation({
    mutationFn: () => {
      const body = { question, expects }
      return test ? call(api.changeTest, { params: { id: test.id }, body }) : call(api.addTest, { params: { id: bot }, body })
    },
    onSuccess: done,
  })
  const remove = useMutation({
    mutationFn: (id: string) => call(api.removeTests, { params: { id: bot }, body: { ids: [id] } }),
    onSuccess: done,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field label={t('question')} maxLength={500} value={question} onChange={({ target }) => setQuestion(target.value)} />
      <Expects bot={bot} value={expects} change={setExpects} />
      <Problem sentence={sentenceFor(save.error ?? remove.error)} />
      <footer className="buttons">
        {test && (
          <button type="button" className="button bare danger start" onClick={() => remove.mutate(test.id)}>
            {t('remove')}
          </button>
        )}
        <button type="submit" className="button primary" disabled={save.isPending}>
          {t('save')}
        </button>
      </footer>
    </form>
  )
}

const kinds = ['answer', 'source', 'handover'] as const

function Expects({ bot, value, change }: { bot: string; value: Expectation; change: (value: Expectation) => void }) {
  const id = useId()
  const sources = useQuery({ queryKey: ['sources', bot], queryFn: () => call(api.sources, { params: { id: bot } }) })
  const first = sources.data?.[0]?.id ?? ''
  const begin = (kind: string): Expectation =>
    kind === 'handover' ? { kind } : kind === 'source' ? { kind, source: first, url: null } : { kind: 'answer', text: '' }
  return (
    <>
      <div className="labelled">
        <label htmlFor={id}>{t('kind')}</label>
        <select id={id} className="field" value={value.kind} onChange={({ target }) => change(begin(target.value))}>
          {value.kind === 'pair' && <option value="pair">{t('kind_pair')}</option>}
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind_${kind}`)}
            </option>
          ))}
        </select>
      </div>
      {value.kind === 'pair' && <p className="small quiet">{t('keepsPair')}</p>}
      {value.kind === 'answer' && (
        <Area
          label={t('answer')}
          hint={t('answerHint')}
          rows={4}
          maxLength={4_000}
          value={value.text}
          onChange={({ target }) => change({ kind: 'answer', text: target.value })}
        />
      )}
      {value.kind === 'source' && (
        <div className="labelled">
          <label htmlFor={`${id}-source`}>{t('source')}</label>
          <select
            id={`${id}-source`}
            className="field"
            value={value.source}
            onChange={({ target }) => change({ kind: 'source', source: target.value, url: null })}
          >
            {sources.data?.map((source) => (
              <option key={source.id} value={source.id}>
                {source.title}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  )
}
