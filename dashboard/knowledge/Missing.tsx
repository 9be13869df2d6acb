import { sentenceFor } from '../account/problem.ts'
import { t } from './text.ts'

/** In place of what is not here yet, or could not be had. */
export function Missing({ error, again }: { error: Error | null; again: () => void }) {
  if (!error)
    return (
      <div className="bones">
        <span className="bone row-bone" />
        <span className="bone row-bone" />
      </div>
    )
  return (
    <div className="blank" role="alert">
      <h2>{t('loadFailed')}</h2>
      <p className="quiet">{sentenceFor(error)}</p>
      <button type="button" className="button" onClick={again}>
        {t('again')}
      </button>
    </div>
  )
}
