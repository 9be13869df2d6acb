import { api } from '@baton/contracts/api.ts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { t as knowledge, pairText as t } from './text.ts'
import { useRefresh } from './use.ts'

type Props = { source: string; ids: readonly string[]; categories: readonly string[]; done: () => void }

/** What can be done to many pairs at once. */
export function ChosenPairs({ source, ids, categories, done }: Props) {
  const [open, setOpen] = useState<'category' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const ready = () => {
    close()
    done()
  }
  return (
    <>
      {ids.length > 0 && (
        <div className="chosen" role="status">
          <strong className="num">{t('chosen', ids.length)}</strong>
          <button type="button" className="button" onClick={() => setOpen('category')}>
            {t('give')}
          </button>
          <button type="button" className="button danger" onClick={() => setOpen('remove')}>
            {t('remove')}
          </button>
          <button type="button" className="button bare" onClick={done}>
            {knowledge('cancel')}
          </button>
        </div>
      )}
      <Modal open={open === 'category'} onClose={close} title={t('giveTitle', ids.length)}>
        <Categorise source={source} ids={ids} categories={categories} done={ready} />
      </Modal>
      <RemovePairs open={open === 'remove'} onClose={close} source={source} ids={ids} done={ready} />
    </>
  )
}

function Categorise({ source, ids, categories, done }: Props) {
  const [category, setCategory] = useState('')
  const list = useId()
  const refresh = useRefresh(source)
  const give = useMutation({
    mutationFn: () => call(api.changePairs, { params: { id: source }, body: { ids: [...ids], category: category.trim() || null } }),
    onSuccess: async () => {
      await refresh()
      done()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    give.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Field
        label={t('category')}
        hint={t('giveHint')}
        maxLength={60}
        list={list}
        value={category}
        onChange={({ target }) => setCategory(target.value)}
      />
      <datalist id={list}>
        {categories.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Problem sentence={sentenceFor(give.error)} />
      <footer className="buttons">
        <button type="submit" className="button primary" disabled={give.isPending}>
          {knowledge('save')}
        </button>
      </footer>
    </form>
  )
}

type RemoveProps = { open: boolean; onClose: () => void; source: string; ids: readonly string[]; done: () => void }

/** Asks once, then has them forgotten. */
export function RemovePairs({ open, onClose, source, ids, done }: RemoveProps) {
  const refresh = useRefresh(source)
  const remove = useMutation({
    mutationFn: () => call(api.changePairs, { params: { id: source }, body: { ids: [...ids], remove: true } }),
    onSuccess: async () => {
      await refresh()
      done()
    },
  })
  return (
    <Modal open={open} onClose={onClose} title={t('removeTitle', ids.length)} intro={t('removeIntro')}>
      <Problem sentence={sentenceFor(remove.error)} />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={onClose}>
          {knowledge('cancel')}
        </button>
        <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {t('remove')}
        </button>
      </footer>
    </Modal>
  )
}
