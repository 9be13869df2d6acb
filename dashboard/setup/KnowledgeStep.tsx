import type { SourceItem } from '@baton/contracts/api.ts'
import { useState } from 'react'
import { AddSource } from '../knowledge/AddSource.tsx'
import { useSources } from '../knowledge/use.ts'
import { plural } from '../ui/words.ts'
import { t } from './text.ts'

export function KnowledgeStep({ bot, next }: { bot: string; next: () => void }) {
  const sources = useSources(bot).data ?? []
  const [more, setMore] = useState(false)
  if (sources.length === 0 || more)
    return (
      <AddSource
        bot={bot}
        done={() => setMore(false)}
        beside={
          <button type="button" className="button bare" onClick={sources.length === 0 ? next : () => setMore(false)}>
            {sources.length === 0 ? t('skip') : t('back')}
          </button>
        }
      />
    )
  return (
    <div className="stack">
      <ul className="known">
        {sources.map((source) => (
          <li key={source.id} className="status" data-status={source.status}>
            <span>
              {t('known', source.title, pieces(source))}
              {source.error && <span className="small field-error">{source.error}</span>}
            </span>
          </li>
        ))}
      </ul>
      <footer className="buttons">
        <button type="button" className="button bare" onClick={() => setMore(true)}>
          {t('addAnother')}
        </button>
        <button type="button" className="button primary" onClick={next}>
          {t('goOn')}
        </button>
      </footer>
    </div>
  )
}

function pieces({ status, chunks }: SourceItem): string {
  if (status === 'working') return t('reading')
  return status === 'failed' ? t('failed') : plural(chunks, 'piece', 'pieces')
}
