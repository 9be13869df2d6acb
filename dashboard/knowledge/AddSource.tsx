import { api, type NewSource, type SourceItem } from '@baton/contracts/api.ts'
import type { SourceKind } from '@baton/contracts/knowledge.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Area, Field, Problem } from '../ui/Field.tsx'
import { readAddress } from './address.ts'
import { readPairs } from './pairs.ts'
import { t } from './text.ts'

type Kind = Extract<NewSource['kind'], 'page' | 'pairs' | 'text'>
type Written = { url: string; title: string; text: string; pairs: string }
const kinds: readonly Kind[] = ['page', 'pairs', 'text']

type Props = {
  bot: string /** Without it one of the kinds is chosen. */
  only?: Kind
  done: (source: SourceItem) => void
  beside?: ReactNode
}

/** Teaches a bot from one page, from pasted text or from pasted questions and answers. */
export function AddSource({ bot, only, done, beside }: Props) {
  const [kind, setKind] = useState<Kind>(only ?? 'page')
  const [written, setWritten] = useState<Written>({ url: '', title: '', text: '', pairs: '' })
  const [problem, setProblem] = useState<string | null>(null)
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: (body: NewSource) => call(api.addSource, { params: { id: bot }, body }),
    onSuccess: async (source) => {
      await client.invalidateQueries({ queryKey: ['sources', bot] })
      done(source)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readForm(kind, written)
    setProblem('problem' in read ? read.problem : null)
    if ('body' in read) add.mutate(read.body)
  }
  const write = (change: Partial<Written>) => setWritten({ ...written, ...change })
  return (
    <form onSubmit={submit} noValidate>
      {!only && <Kinds kinds={kinds} kind={kind} onChange={setKind} />}
      <Inputs kind={kind} written={written} write={write} />
      <Problem sentence={problem ?? sentenceFor(add.error)} />
      <footer className="buttons">
        {beside}
        <button type="submit" className="button primary" disabled={add.isPending}>
          {add.isPending ? t('adding') : t('addButton')}
        </button>
      </footer>
    </form>
  )
}

type KindsProps<K> = { kinds: readonly K[]; kind: K; onChange: (kind: K) => void }

/** What kind of knowledge somebody has. */
export function Kinds<K extends SourceKind>({ kinds, kind, onChange }: KindsProps<K>) {
  return (
    <fieldset className="mode kinds">
      <legend className="hidden">{t('kindLegend')}</legend>
      {kinds.map((one) => (
        <label key={one}>
          <input className="hidden" type="radio" name="kind" checked={kind === one} onChange={() => onChange(one)} />
          {t(one as SourceKind)}
        </label>
      ))}
    </fieldset>
  )
}

function Inputs({ kind, written, write }: { kind: Kind; written: Written; write: (change: Partial<Written>) => void }) {
  if (kind === 'page')
    return (
      <Field
        label={t('address')}
        hint={t('pageHint')}
        type="url"
        inputMode="url"
        placeholder={t('addressPlaceholder')}
        value={written.url}
        onChange={({ target }) => write({ url: target.value })}
      />
    )
  if (kind === 'pairs') return <PairsInput value={written.pairs} write={write} />
  return (
    <>
      <Field
        label={t('textTitle')}
        placeholder={t('textTitlePlaceholder')}
        maxLength={120}
        value={written.title}
        onChange={({ target }) => write({ title: target.value })}
      />
      <Area
        label={t('textLabel')}
        placeholder={t('textPlaceholder')}
        rows={8}
        value={written.text}
        onChange={({ target }) => write({ text: target.value })}
      />
    </>
  )
}

function PairsInput({ value, write }: { value: string; write: (change: Partial<Written>) => void }) {
  const { pairs, bad } = readPairs(value)
  const read = value.trim() === '' ? t('pairsHint') : bad === null ? t('pairsRead', pairs.length) : t('pairsBad', bad)
  return (
    <Area
      label={t('pairsLabel')}
      hint={<output>{read}</output>}
      placeholder={t('pairsPlaceholder')}
      rows={8}
      value={value}
      onChange={({ target }) => write({ pairs: target.value })}
    />
  )
}

function readForm(kind: Kind, { url, title, text, pairs }: Written): { body: NewSource } | { problem: string } {
  if (kind === 'page') {
    const address = readAddress(url)
    return address === null ? { problem: t('addressMissing') } : { body: { kind, url: address } }
  }
  if (kind === 'text') {
    if (title.trim() === '') return { problem: t('titleMissing') }
    return text.trim() === '' ? { problem: t('textMissing') } : { body: { kind, title: title.trim(), text } }
  }
  const read = readPairs(pairs)
  if (read.bad !== null) return { problem: t('pairsBad', read.bad) }
  return read.pairs.length === 0 ? { problem: t('pairsNone') } : { body: { kind, title: t('pairs'), pairs: read.pairs } }
}
