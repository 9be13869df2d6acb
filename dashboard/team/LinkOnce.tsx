import { CopyBox } from '../ui/CopyBox.tsx'
import { t } from './text.ts'

/** A link that is shown this once. */
export function LinkOnce({ link, done }: { link: string; done: () => void }) {
  return (
    <div className="stack">
      <CopyBox text={link} label={t('linkLabel')} />
      <footer className="buttons">
        <button type="button" className="button primary" onClick={done}>
          {t('done')}
        </button>
      </footer>
    </div>
  )
}
