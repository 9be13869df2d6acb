import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { useState } from 'react'
import { AddFiles } from './AddFiles.tsx'
import { AddSource, Kinds } from './AddSource.tsx'
import { AddWebsite } from './AddWebsite.tsx'
import { ImportPairs } from './ImportPairs.tsx'
import { t } from './text.ts'

const kinds = ['website', 'file', 'page', 'pairs', 'text'] as const
type Kind = (typeof kinds)[number]
type Props = { bot: string; done: (source: SourceItem) => void; close: () => void }

/** Everything that a bot can be taught from. */
export function AddKnowledge({ bot, done, close }: Props) {
  const [kind, setKind] = useState<Kind>('website')
  const [importing, setImporting] = useState(false)
  const cancel = (
    <button type="button" className="button bare" onClick={close}>
      {t('cancel')}
    </button>
  )
  return (
    <div className="stack add">
      <Kinds kinds={kinds} kind={kind} onChange={setKind} />
      {kind === 'website' && <AddWebsite bot={bot} done={done} beside={cancel} />}
      {kind === 'file' && <AddFiles bot={bot} done={close} beside={cancel} />}
      {kind === 'pairs' && (
        <button type="button" className="link start" onClick={() => setImporting(true)}>
          {t('pairsCsv')}
        </button>
      )}
      {kind !== 'website' && kind !== 'file' && <AddSource key={kind} bot={bot} only={kind} done={done} beside={cancel} />}
      <ImportPairs open={importing} onClose={() => setImporting(false)} bot={bot} done={done} />
    </div>
  )
}
