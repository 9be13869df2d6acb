import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { progressOf } from './crawl.ts'
import { t } from './text.ts'

/** How a source is, in a word; how far, while it is being read; why not, when it could not be. */
export function Status({ source: { status, error, pages } }: { source: SourceItem }) {
  const progress = status === 'working' ? progressOf(pages) : null
  return (
    <>
      <span className="status" data-status={status}>
        {t(status)}
      </span>
      {progress && (
        <span className="source-progress">
          <progress value={progress.done} max={progress.all} aria-label={t('progressLabel')} />
          <span className="small quiet num">{t('progress', progress.done, progress.all)}</span>
        </span>
      )}
      {error && <p className="small field-error">{error}</p>}
    </>
  )
}
