import { api } from '@baton/contracts/api.ts'
import type { CrawlSettings, SourceItem } from '@baton/contracts/knowledge.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { readAddress } from './address.ts'
import { CrawlFields } from './CrawlFields.tsx'
import { newCrawl, readCrawl } from './crawl.ts'
import { t } from './text.ts'

type Props = { bot: string; done: (source: SourceItem) => void; beside: ReactNode }

/** A website: where it begins, what of it is read, and when again. Reading begins at once. */
export function AddWebsite({ bot, done, beside }: Props) {
  const [address, setAddress] = useState('')
  const [crawl, setCrawl] = useState(newCrawl)
  const [problem, setProblem] = useState<string | null>(null)
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: (body: { url: string; settings: CrawlSettings }) =>
      call(api.addSource, { params: { id: bot }, body: { kind: 'website', ...body } }),
    onSuccess: async (source) => {
      await client.invalidateQueries({ queryKey: ['sources', bot] })
      done(source)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const url = readAddress(address)
    const read = readCrawl(crawl)
    setProblem(url === null ? t('addressMissing') : 'problem' in read ? read.problem : null)
    if (url !== null && 'settings' in read) add.mutate({ url, settings: read.settings })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label={t('websiteAddress')}
        hint={t('websiteHint')}
        type="url"
        inputMode="url"
        placeholder={t('websitePlaceholder')}
        value={address}
        onChange={({ target }) => setAddress(target.value)}
      />
      <CrawlFields value={crawl} change={(part) => setCrawl({ ...crawl, ...part })} />
      <Problem sentence={problem ?? sentenceFor(add.error)} />
      <footer className="buttons">
        {beside}
        <button type="submit" className="button primary" disabled={add.isPending}>
          {t('addButton')}
        </button>
      </footer>
    </form>
  )
}
