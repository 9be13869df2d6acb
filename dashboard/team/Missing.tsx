import { t } from './text.ts'

/** While the people and teams are on their way, or when they can't be had. */
export function Missing({ error, again }: { error: Error | null; again: () => void }) {
  if (error === null)
    return (
      <div className="bones" role="status">
        <span className="bone row-bone" />
        <span className="bone row-bone" />
        <span className="bone row-bone" />
      </div>
    )
  return (
    <div className="blank" role="alert">
      <h2>{t('loadFailed')}</h2>
      <button type="button" className="button" onClick={again}>
        {t('again')}
      </button>
    </div>
  )
}
