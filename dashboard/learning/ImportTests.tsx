import { api } from '@baton/contracts/api.ts'
import type { ImportedTest } from '@baton/contracts/test-cases.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { readCsv } from '../knowledge/imported.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { testText as t } from './text.ts'

type From = { from: 'csv'; csv: string } | { from: 'conversations'; limit: number }

/** Tests from a file or from what visitors found helpful: shown first, then taken in. */
export function ImportTests({ bot, close }: { bot: string; close: () => void }) {
  const [from, setFrom] = useState<From | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const client = useQueryClient()
  const look = useMutation({ mutationFn: (body: From) => call(api.importTests, { params: { id: bot }, body: { ...body, commit: false } }) })
  const commit = useMutation({
    mutationFn: (body: From) => call(api.importTests, { params: { id: bot }, body: { ...body, commit: true } }),
    onSuccess: async ({ added }) => {
      await client.invalidateQueries({ queryKey: ['tests', bot] })
      toast({ key: 'imported', title: t('added', added) })
      close()
    },
  })
  const begin = (body: From) => {
    setProblem(null)
    setFrom(body)
    look.mutate(body)
  }
  const choose = async (file: File | undefined) => {
    if (!file) return
    const read = await readCsv(file)
    if ('problem' in read) return setProblem(read.problem)
    begin({ from: 'csv', csv: read.csv })
  }
  const found = look.data
  return (
    <div className="stack">
      <p className="row">
        <label className="button">
          {t('fromFile')}
          <input
            className="hidden"
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={({ target }) => void choose(target.files?.[0])}
          />
        </label>
        <button type="button" className="button" onClick={() => begin({ from: 'conversations', limit: 100 })}>
          {t('fromConversations')}
        </button>
      </p>
      <Problem sentence={problem ?? sentenceFor(look.error ?? commit.error)} />
      {found && <p role="status">{found.good === 0 ? t('nothingFound') : t('found', found.good, found.bad)}</p>}
      {found && found.rows.length > 0 && <Preview rows={found.rows} />}
      {found && from && found.good > 0 && (
        <footer className="buttons">
          <button type="button" className="button primary" disabled={commit.isPending} onClick={() => commit.mutate(from)}>
            {t('commit', found.good)}
          </button>
        </footer>
      )}
    </div>
  )
}

const mostShown = 100

function Preview({ rows }: { rows: readonly ImportedTest[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="import-rows" tabIndex={0} aria-label={t('results')}>
      <table>
        <tbody>
          {rows.slice(0, mostShown).map((row, i) => (
            <tr key={i}>
              <td className="wraps">{row.question}</td>
              <td className="wraps small lines-2">{row.problem ? <span className="field-error">{row.problem}</span> : row.expected}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
