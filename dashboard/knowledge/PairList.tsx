import type { PairItem } from '@baton/contracts/knowledge.ts'
import { useState } from 'react'
import { Said } from '../ui/Said.tsx'
import { PairForm } from './PairForm.tsx'
import { t as knowledge, pairText as t } from './text.ts'

const atOnce = 200

type Chosen = ReadonlySet<string>
type Props = {
  source: string
  pairs: readonly PairItem[]
  categories: readonly string[]
  may: boolean
  chosen: Chosen
  choose: (chosen: Chosen) => void
}

/** Pairs, each edited where it stands. */
export function PairList({ source, pairs, categories, may, chosen, choose }: Props) {
  const [shown, setShown] = useState(atOnce)
  const [edited, setEdited] = useState<string | null>(null)
  const some = pairs.slice(0, shown)
  const all = some.length > 0 && some.every(({ id }) => chosen.has(id))
  const set = (id: string, on: boolean) => choose(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)))
  return (
    <>
      {may && some.length > 1 && (
        <label className="choose-all small">
          <input type="checkbox" checked={all} onChange={() => choose(new Set(all ? [] : some.map(({ id }) => id)))} />
          {t('chooseAll')}
        </label>
      )}
      <ol className="pairs">
        {some.map((pair) => (
          <li key={pair.id}>
            {edited === pair.id ? (
              <PairForm source={source} pair={pair} categories={categories} close={() => setEdited(null)} />
            ) : (
              <Pair pair={pair} may={may} chosen={chosen.has(pair.id)} choose={(on) => set(pair.id, on)} edit={() => setEdited(pair.id)} />
            )}
          </li>
        ))}
      </ol>
      {shown < pairs.length && (
        <button type="button" className="button more" onClick={() => setShown(shown + atOnce)}>
          {knowledge('more')}
        </button>
      )}
    </>
  )
}

type PairProps = { pair: PairItem; may: boolean; chosen: boolean; choose: (on: boolean) => void; edit: () => void }

function Pair({ pair: { question, answer, category, language }, may, chosen, choose, edit }: PairProps) {
  const [first = '', ...more] = question.split('\n')
  return (
    <article className="pair">
      {may && (
        <label className="choose">
          <input type="checkbox" aria-label={t('choose', first)} checked={chosen} onChange={({ target }) => choose(target.checked)} />
        </label>
      )}
      <div className="pair-text">
        <h2>{first}</h2>
        {more.length > 0 && (
          <details className="small quiet">
            <summary>{t('phrasings', more.length)}</summary>
            <p className="phrasings">{more.join('\n')}</p>
          </details>
        )}
        <p className="said">
          <Said text={answer} />
        </p>
        {(category || language) && (
          <p className="tags">
            {category && <span className="tag">{category}</span>}
            {language && <span className="tag">{language}</span>}
          </p>
        )}
      </div>
      {may && (
        <button type="button" className="button bare" aria-label={t('editOne', first)} onClick={edit}>
          {t('edit')}
        </button>
      )}
    </article>
  )
}
