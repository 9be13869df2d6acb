import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { Link, useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { Tabs } from '../learning/Tabs.tsx'
import { BotChoice, useChosenBot } from '../settings/BotChoice.tsx'
import { SearchField } from '../ui/Field.tsx'
import { Plus } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { ago, exactly } from '../ui/time.ts'
import { AddKnowledge } from './AddKnowledge.tsx'
import { scheduleInWords } from './crawl.ts'
import { Find } from './Find.tsx'
import { describeRead } from './files.ts'
import { Missing } from './Missing.tsx'
import { Status } from './Status.tsx'
import { t } from './text.ts'
import { useSources } from './use.ts'

/** What a bot knows, and where it has it from. */
export function KnowledgePage() {
  const me = useMe()
  const bot = useChosenBot()
  const [adding, setAdding] = useState(false)
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const navigate = useNavigate()
  const sources = useSources(bot.id)
  const added = ({ id }: SourceItem) => {
    setAdding(false)
    void navigate({ to: '/knowledge/$source', params: { source: id }, search: (before) => before })
  }
  return (
    <main className="sheet page-sheet">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
        <BotChoice />
        {mayChange(me) && (
          <button type="button" className="button primary" onClick={() => setAdding(true)}>
            <Plus className="icon" />
            {t('add')}
          </button>
        )}
      </header>
      <div className="page-body">
        <Tabs />
        {sources.data && sources.data.length > 0 && (
          <div className="filters">
            <SearchField label={t('find')} value={text} onChange={setText} wide />
          </div>
        )}
        {wanted !== '' && <Find bot={bot.id} text={wanted} />}
        {wanted === '' && sources.data && <Sources sources={sources.data} />}
        {wanted === '' && !sources.data && <Missing error={sources.error} again={() => void sources.refetch()} />}
      </div>
      <Modal open={adding} onClose={() => setAdding(false)} title={t('add')} broad>
        <AddKnowledge bot={bot.id} done={added} close={() => setAdding(false)} />
      </Modal>
    </main>
  )
}

function Sources({ sources }: { sources: readonly SourceItem[] }) {
  if (sources.length === 0)
    return (
      <div className="blank">
        <h2>{t('emptyTitle')}</h2>
        <p className="quiet">{t('emptyHint')}</p>
      </div>
    )
  return (
    <table className="stacks sources">
      <thead>
        <tr>
          <th>{t('source')}</th>
          <th>{t('kind')}</th>
          <th>{t('status')}</th>
          <th className="right">{t('holds')}</th>
          <th className="right">{t('updated')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </tbody>
    </table>
  )
}

function SourceRow({ source }: { source: SourceItem }) {
  const { id, title, url, kind, chunks, pages, file, settings, updatedAt, syncedAt } = source
  const at = syncedAt ?? updatedAt
  return (
    <tr>
      <td>
        <Link to="/knowledge/$source" params={{ source: id }} search={(before) => before} className="strong">
          {title}
        </Link>
        {url && <p className="small quiet clip">{url}</p>}
      </td>
      <td>
        {t(kind)}
        {file && <p className="small quiet num">{describeRead(file)}</p>}
        {settings && settings.schedule.every !== 'off' && <p className="small quiet">{scheduleInWords(settings.schedule)}</p>}
      </td>
      <td>
        <Status source={source} />
      </td>
      <td className="right num">
        {t('pieces', chunks)}
        {pages && <p className="small quiet">{t('pagesRead', pages.read)}</p>}
      </td>
      <td className="right">
        <time className="quiet" title={exactly(at)}>
          {ago(at, Date.now())}
        </time>
      </td>
    </tr>
  )
}
