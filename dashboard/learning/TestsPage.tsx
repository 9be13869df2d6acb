import { api } from '@baton/contracts/api.ts'
import type { TestItem, TestShow } from '@baton/contracts/test-cases.ts'
import { useMutation } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { Missing } from '../knowledge/Missing.tsx'
import { saveFile } from '../knowledge/save-file.ts'
import { call } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { Problem, SearchField } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { ImportTests } from './ImportTests.tsx'
import { testShows } from './lists.ts'
import { Blank, LearningPage, More, Segments } from './parts.tsx'
import { Runs } from './Runs.tsx'
import { TestForm } from './TestForm.tsx'
import { TestTable } from './TestTable.tsx'
import { TryOut } from './TryOut.tsx'
import { testText as t } from './text.ts'
import { usePages } from './use.ts'

/** Questions with known answers, and what comes of asking them. */
export function TestsPage() {
  const me = useMe()
  const bot = useChosenBot()
  const [show, setShow] = useState<TestShow>('all')
  const [text, setText] = useState('')
  const [edited, setEdited] = useState<TestItem | 'new' | null>(null)
  const [importing, setImporting] = useState(false)
  const wanted = useDeferredValue(text.trim())
  const pages = usePages(['tests', bot.id, show, wanted], (after, signal) =>
    call(api.tests, { params: { id: bot.id }, query: { show, text: wanted || undefined, after } }, signal),
  )
  const tests = pages.data?.pages.flatMap((page) => page.tests)
  const counts = pages.data?.pages[0]?.counts
  const may = mayChange(me)
  const download = useMutation({
    mutationFn: () => call(api.exportTests, { params: { id: bot.id } }),
    onSuccess: ({ name, csv }) => saveFile(name, csv, 'text/csv'),
  })
  const actions = (
    <>
      <button type="button" className="button bare" disabled={download.isPending} onClick={() => download.mutate()}>
        {t('export')}
      </button>
      {may && (
        <>
          <button type="button" className="button" onClick={() => setImporting(true)}>
            {t('import')}
          </button>
          <button type="button" className="button primary" onClick={() => setEdited('new')}>
            {t('add')}
          </button>
        </>
      )}
    </>
  )
  return (
    <LearningPage title={t('title')} intro={t('intro')} actions={actions}>
      <Problem sentence={sentenceFor(download.error)} />
      <div className="split wide">
        <div>
          <Runs bot={bot.id} mayRun={may && (counts?.all ?? 0) > 0} />
          <div className="filters">
            <Segments now={show} all={testShows} label={t('shows')} say={(one) => t(`show_${one}`, counts?.[one] ?? 0)} choose={setShow} />
            <SearchField label={t('search')} value={text} onChange={setText} />
          </div>
          {!tests && <Missing error={pages.error} again={() => void pages.refetch()} />}
          {tests?.length === 0 && <Blank title={t('emptyTitle')} hint={t(counts?.all ? 'noneHint' : 'emptyHint')} />}
          {tests && tests.length > 0 && <TestTable tests={tests} edit={may ? setEdited : null} />}
          <More pages={pages} />
        </div>
        <aside className="stack">{may && <TryOut bot={bot.id} />}</aside>
      </div>
      <Modal open={edited !== null} onClose={() => setEdited(null)} title={t('addTitle')} broad>
        {edited && <TestForm bot={bot.id} test={edited === 'new' ? null : edited} close={() => setEdited(null)} />}
      </Modal>
      <Modal open={importing} onClose={() => setImporting(false)} title={t('importTitle')} intro={t('importIntro')} broad>
        {importing && <ImportTests bot={bot.id} close={() => setImporting(false)} />}
      </Modal>
    </LearningPage>
  )
}
