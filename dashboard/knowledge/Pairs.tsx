import { api } from '@baton/contracts/api.ts'
import type { PairItem, SourceItem } from '@baton/contracts/knowledge.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { SearchField } from '../ui/Field.tsx'
import { Plus } from '../ui/icons.tsx'
import { ChosenPairs } from './ChosenPairs.tsx'
import { ImportPairs } from './ImportPairs.tsx'
import { Missing } from './Missing.tsx'
import { PairForm } from './PairForm.tsx'
import { PairList } from './PairList.tsx'
import { saveFile } from './save-file.ts'
import { pairText as t } from './text.ts'
import { useAct } from './use.ts'

/** The questions and answers of a source: found, edited where they stand, brought in and taken out. */
export function Pairs({ source }: { source: SourceItem }) {
  const may = mayChange(useMe())
  const [text, setText] = useState('')
  const [category, setCategory] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [adding, setAdding] = useState(false)
  const query = usePairs(source.id, useDeferredValue(text.trim()), category)
  if (!query.data) return <Missing error={query.error} again={() => void query.refetch()} />
  const { pairs, categories } = query.data
  // What is no longer shown is no longer chosen: nobody removes what they can't see.
  const still = pairs.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  return (
    <>
      <div className="filters">
        <SearchField label={t('find')} value={text} onChange={setText} />
        <CategoryChoice categories={categories} value={category} onChange={setCategory} />
        <Exchange source={source} may={may} />
        {may && (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            <Plus className="icon" />
            {t('addOne')}
          </button>
        )}
      </div>
      {adding && <PairForm source={source.id} categories={categories} close={() => setAdding(false)} />}
      {may && <ChosenPairs source={source.id} ids={still} categories={categories} done={() => setChosen(new Set())} />}
      <Count pairs={pairs} filtered={text !== '' || category !== ''} />
      <PairList source={source.id} pairs={pairs} categories={categories} may={may} chosen={chosen} choose={setChosen} />
    </>
  )
}

function usePairs(id: string, text: string, category: string) {
  return useQuery({
    queryKey: ['source', id, 'pairs', text, category],
    queryFn: ({ signal }) => call(api.pairs, { params: { id }, query: { text, category } }, signal),
    placeholderData: keepPreviousData,
  })
}

function Count({ pairs, filtered }: { pairs: readonly PairItem[]; filtered: boolean }) {
  if (pairs.length === 0) return <p className="quiet">{t(filtered ? 'none' : 'empty')}</p>
  return <p className="small quiet num">{t('count', pairs.length)}</p>
}

type CategoryProps = { categories: readonly string[]; value: string; onChange: (category: string) => void }

function CategoryChoice({ categories, value, onChange }: CategoryProps) {
  if (categories.length === 0) return null
  return (
    <select className="field" aria-label={t('category')} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{t('everyCategory')}</option>
      {categories.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  )
}

function Exchange({ source: { id, bots }, may }: { source: SourceItem; may: boolean }) {
  const [importing, setImporting] = useState(false)
  const save = useAct(id, async () => {
    const { name, csv } = await call(api.exportPairs, { params: { id } })
    saveFile(name, csv, 'text/csv')
  })
  return (
    <>
      <button type="button" className="button" disabled={save.isPending} onClick={() => save.mutate(undefined)}>
        {t('export')}
      </button>
      {may && (
        <button type="button" className="button" onClick={() => setImporting(true)}>
          {t('import')}
        </button>
      )}
      <ImportPairs
        open={importing}
        onClose={() => setImporting(false)}
        bot={bots?.[0] ?? ''}
        into={{ source: id }}
        done={() => setImporting(false)}
      />
    </>
  )
}
