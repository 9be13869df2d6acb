import type { Bot } from '@baton/contracts/api.ts'
import { Link } from '@tanstack/react-router'
import { snippetFor } from '../settings/snippet.ts'
import { CopyBox } from '../ui/CopyBox.tsx'
import { forgetAnswers } from './progress.ts'
import { t } from './text.ts'

/** The line to paste, and the widget live, before it is on any website. */
export function FinishStep({ bot, publicUrl, back }: { bot: Bot; publicUrl: string; back: () => void }) {
  const address = `/try/${bot.id}`
  return (
    <div className="stack">
      <CopyBox text={snippetFor(publicUrl, bot.id)} label={t('snippet')} />
      <div className="try-head">
        <div>
          <h2>{t('tryTitle')}</h2>
          <p className="quiet">{t('tryHint')}</p>
        </div>
        <a className="button" href={address} target="_blank" rel="noreferrer">
          {t('openTry')}
        </a>
      </div>
      <iframe className="try" src={address} title={t('tryFrame')} />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={back}>
          {t('back')}
        </button>
        <Link to="/inbox" className="button primary" onClick={forgetAnswers}>
          {t('toInbox')}
        </Link>
      </footer>
    </div>
  )
}
