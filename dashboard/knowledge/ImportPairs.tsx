import { api } from '@baton/contracts/api.ts'
import type { ImportedRow, SourceItem } from '@baton/contracts/knowledge.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { toast } from '../ui/toasts.tsx'
import { importInWords, readCsv, sortedRows } from './imported.ts'
import { t as knowledge, pairText as t } from './text.ts'

type Preview = { rows: ImportedRow[]; good: number; bad: number; source: SourceItem | null }
type Props = {
  open: boolean
  onClose: () => void
  bot: string
  /** Added to this source; to a new one when not said. */
  into?: { source: string }
  done: (source: SourceItem) => void
}

/** Questions and answers from a CSV file: shown first, then taken in. */
export function ImportPairs({ open, onClose, ...rest }: Props) {
  return (
    <Modal open={open} onClose={onClose} title={t('importTitle')} intro={t('importIntro')} broad>
      {open && <Import onClose={onClose} {...rest} />}
    </Modal>
  )
}

function Import({ bot, into, done, onClose }: Omit<Props, 'open'>) {
  const [csv, setCsv] = useState<string | null>(null)
  const [title, setTitle] = useState<string>(knowledge('pairs'))
  const [problem, setProblem] = useState<string | null>(null)
  const client = useQueryClient()
  const ask = (commit: boolean, text: string) =>
    call(api.importPairs, { params: { id: bot }, body: { csv: text, commit, title: title.trim() || knowledge('pairs'), ...into } })
  const look = useMutation({ mutationFn: (text: string) => ask(false, text) })
  const commit = useMutation({
    mutationFn: (text: string) => ask(true, text),
    onSuccess: async ({ good, source }) => {
      await Promise.all([client.invalidateQueries({ queryKey: ['sources'] }), client.invalidateQueries({ queryKey: ['source'] })])
      toast({ key: 'imported', title: t('imported', good) })
      if (source) done(source)
    },
  })
  const choose = async (file: File | undefined) => {
    if (!file) return
    const read = await readCsv(file)
    setProblem('problem' in read ? read.problem : null)
    if ('problem' in read) return look.reset()
    setCsv(read.csv)
    look.mutate(read.csv)
  }
  const preview = look.data
  return (
    <div className="stack">
      <CsvFile again={preview !== undefined} reading={look.isPending} choose={choose} />
      <Problem sentence={problem ?? sentenceFor(look.error ?? commit.error)} />
      {preview && <PreviewTable {...preview} />}
      {preview && !into && preview.good > 0 && (
        <Field label={t('importName')} maxLength={120} value={title} onChange={({ target }) => setTitle(target.value)} />
      )}
      <footer className="buttons">
        <button type="button" className="button bare" onClick={onClose}>
          {knowledge('cancel')}
        </button>
        {preview && csv !== null && preview.good > 0 && (
          <button type="button" className="button primary" disabled={commit.isPending} onClick={() => commit.mutate(csv)}>
            {commit.isPending ? t('committing') : t('commit', preview.good)}
          </button>
        )}
      </footer>
    </div>
  )
}

type FileProps = { again: boolean; reading: boolean; choose: (file: File | undefined) => void }

function CsvFile({ again, reading, choose }: FileProps) {
  return (
    <label className="button start">
      {reading ? t('reading') : t(again ? 'other' : 'importFile')}
      <input
        className="hidden"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={({ target }) => {
          choose(target.files?.[0])
          target.value = ''
        }}
      />
    </label>
  )
}

const mostShown = 100

function PreviewTable({ rows, good, bad }: Preview) {
  const shown = sortedRows(rows).slice(0, mostShown)
  return (
    <>
      <p role="status">
        <strong>{importInWords(rows, good, bad)}</strong>. {good === 0 ? t('nothingGood') : bad > 0 && t('skippedBad')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="import-rows" tabIndex={0} aria-label={t('result')}>
        <table>
          <thead>
            <tr>
              <th className="right">{t('line')}</th>
              <th>{t('question')}</th>
              <th>{t('answer')}</th>
              <th>{t('result')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <PreviewRow key={row.line} {...row} />
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > mostShown && <p className="small quiet">{t('shown', mostShown, rows.length)}</p>}
    </>
  )
}

function PreviewRow({ line, question, answer, category, problem, replaces }: ImportedRow) {
  return (
    <tr>
      <td className="right num quiet">{line}</td>
      <td className="wraps">{question.split('\n')[0]}</td>
      <td className="wraps lines-2">{answer}</td>
      <td>
        {problem ? (
          <span className="field-error small">{problem}</span>
        ) : (
          <span className="small">{t(replaces ? 'replaces' : 'isNew')}</span>
        )}
        {category && ' '}
        {category && <span className="tag">{category}</span>}
      </td>
    </tr>
  )
}
