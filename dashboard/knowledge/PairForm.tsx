import { api } from '@baton/contracts/api.ts'
import type { NewPair, PairItem } from '@baton/contracts/knowledge.ts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Area, Field, Problem } from '../ui/Field.tsx'
import { RemovePairs } from './ChosenPairs.tsx'
import { t as knowledge, pairText as t } from './text.ts'
import { useRefresh } from './use.ts'

type Props = { source: string; pair?: PairItem; categories: readonly string[]; close: () => void }
type Written = { question: string; answer: string; category: string; language: string }

/** Edits one pair where it stands, or writes a new one. */
export function PairForm({ source, pair, categories, close }: Props) {
  const [written, setWritten] = useState<Written>({
    question: pair?.question ?? '',
    answer: pair?.answer ?? '',
    category: pair?.category ?? '',
    language: pair?.language ?? '',
  })
  const [problem, setProblem] = useState<string | null>(null)
  const save = useSave(source, pair, close)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = missingIn(written)
    setProblem(missing)
    if (missing === null) save.mutate(bodyOf(written))
  }
  const write = (part: Partial<Written>) => setWritten({ ...written, ...part })
  return (
    <form className="pair-form card" onSubmit={submit} noValidate>
      <Inputs written={written} write={write} categories={categories} />
      <Problem sentence={problem ?? sentenceFor(save.error)} />
      <footer className="buttons">
        {pair && <RemoveOne source={source} id={pair.id} />}
        <button type="button" className="button bare" onClick={close}>
          {knowledge('cancel')}
        </button>
        <button type="submit" className="button primary" disabled={save.isPending}>
          {t('saveOne')}
        </button>
      </footer>
    </form>
  )
}

function useSave(source: string, pair: PairItem | undefined, close: () => void) {
  const refresh = useRefresh(source)
  return useMutation({
    mutationFn: (body: NewPair) =>
      pair ? call(api.changePair, { params: { id: pair.id }, body }) : call(api.addPair, { params: { id: source }, body }),
    onSuccess: async () => {
      await refresh()
      close()
    },
  })
}

function missingIn({ question, answer }: Written): string | null {
  if (question.trim() === '') return t('questionMissing')
  return answer.trim() === '' ? t('answerMissing') : null
}

function bodyOf({ question, answer, category, language }: Written): NewPair {
  return { question, answer, category: category.trim() || null, language: language.trim() || null }
}

type InputProps = { written: Written; write: (part: Partial<Written>) => void; categories: readonly string[] }

function Inputs({ written, write, categories }: InputProps) {
  const list = useId()
  return (
    <>
      <Area
        label={t('question')}
        hint={t('questionHint')}
        rows={3}
        maxLength={2_000}
        // The form stands where the button that opened it was.
        autoFocus
        value={written.question}
        onChange={({ target }) => write({ question: target.value })}
      />
      <Area
        label={t('answer')}
        rows={4}
        maxLength={4_000}
        value={written.answer}
        onChange={({ target }) => write({ answer: target.value })}
      />
      <div className="twin">
        <Field
          label={t('category')}
          hint={t('categoryHint')}
          maxLength={60}
          list={list}
          value={written.category}
          onChange={({ target }) => write({ category: target.value })}
        />
        <Field
          label={t('language')}
          hint={t('languageHint')}
          maxLength={20}
          value={written.language}
          onChange={({ target }) => write({ language: target.value })}
        />
      </div>
      <datalist id={list}>
        {categories.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  )
}

function RemoveOne({ source, id }: { source: string; id: string }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className="button bare danger start" onClick={() => setAsking(true)}>
        {t('remove')}
      </button>
      <RemovePairs open={asking} onClose={() => setAsking(false)} source={source} ids={[id]} done={() => setAsking(false)} />
    </>
  )
}
