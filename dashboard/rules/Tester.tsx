import { api } from '@baton/contracts/api.ts'
import type { Check as Checked, SeenLine } from '@baton/contracts/rules.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Fragment, useEffect, useId, useState } from 'react'
import { useNames } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call, Refused } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { Problem } from '../ui/Field.tsx'
import { Check, MessageCircle, X } from '../ui/icons.tsx'
import { checkWords, outcomeWords } from './check-words.ts'
import { useDraft } from './draft.tsx'
import { t } from './text.ts'

const pause = 400

/** A line or a short dialogue, and what the draft makes of it. */
export function Tester() {
  const bot = useChosenBot()
  const { value, changes } = useDraft()
  const [text, setText] = useState(t('tryExample'))
  const [page, setPage] = useState('')
  const dialogue = dialogueOf(text, page)
  const asked = useSettled(JSON.stringify({ dialogue, policy: changes.length > 0 ? value : undefined }), pause)
  const { data, error, isFetching } = useQuery({
    queryKey: ['policy-test', bot.id, asked],
    queryFn: ({ signal }) => call(api.testPolicy, { params: { id: bot.id }, body: JSON.parse(asked) }, signal),
    enabled: dialogue.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  const id = useId()
  return (
    <section className="card tester" aria-busy={isFetching}>
      <h2>
        <label htmlFor={id}>{t('tryLine')}</label>
        <span className="small quiet">{isFetching ? t('reading') : changes.length > 0 ? t('withChanges') : t('withPolicy')}</span>
      </h2>
      <textarea
        id={id}
        className="field try-line"
        rows={3}
        maxLength={4_000}
        aria-description={t('tryHint')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="small quiet">{t('tryHint')}</p>
      <input
        className="field"
        aria-label={t('tryPage')}
        placeholder={`${t('tryPage')}: https://…`}
        value={page}
        onChange={({ target }) => setPage(target.value)}
      />
      <Problem
        sentence={error && !(error instanceof Refused && error.refusal.no === 'invalid') ? sentenceFor(error) : (error as Error)?.message}
      />
      <div className="seen" aria-live="polite">
        {!error && data?.lines.map((line) => <Seen key={line.n} line={line} />)}
      </div>
    </section>
  )
}

function dialogueOf(text: string, page: string) {
  const on = page.trim() === '' ? null : { url: page.trim(), title: '' }
  return text
    .split('\n')
    .map((row) => row.trim())
    .filter(Boolean)
    .slice(0, 12)
    .map((row) =>
      /^bot:\s*\S/i.test(row)
        ? { by: 'bot' as const, text: row.replace(/^bot:\s*/i, ''), page: null }
        : { by: 'visitor' as const, text: row, page: on },
    )
}

/** The value once it has not changed for a while. */
function useSettled<V>(value: V, ms: number): V {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

function Seen({ line }: { line: SeenLine }) {
  const { team } = useNames()
  const { main, rest } = outcomeWords(line.outcome, team)
  const telling = line.checks.filter(isTelling)
  const others = line.checks.filter((one) => !isTelling(one))
  return (
    <article>
      <p className="line-read">
        <Read text={line.text} checks={line.checks} />
      </p>
      <p className="line-verdict" data-does={line.outcome.does}>
        <MessageCircle className="icon" />
        <span>
          <strong>{main}</strong> {rest}
        </span>
      </p>
      <Checks checks={telling} />
      {others.length > 0 && (
        <details>
          <summary className="small quiet">{t('allTriggers', others.length)}</summary>
          <Checks checks={others} />
        </details>
      )}
    </article>
  )
}

/** What fired, and what came near enough to ask why it did not. */
function isTelling({ state, trigger, name, score }: Checked): boolean {
  if (state === 'fired' || state === 'limited') return true
  if (state !== 'quiet') return false
  return (trigger === 'keyword' && name !== null) || ((trigger === 'unsure' || trigger === 'frustration') && score !== null)
}

function Checks({ checks }: { checks: Checked[] }) {
  return (
    <ul className="trigger-checks">
      {checks.map((check) => (
        <li key={`${check.trigger} ${check.name} ${check.state}`} data-fired={check.state === 'fired' || undefined}>
          {check.state === 'fired' ? <Check className="icon" /> : <X className="icon" />}
          <span>{t('reason', check.trigger)}</span>
          <span>{checkWords(check)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The line with what fired under the pen, and what was seen and let pass underlined. */
function Read({ text, checks }: { text: string; checks: Checked[] }) {
  const spans = checks
    .flatMap(({ marks, state }) => marks.map(([from, to]) => ({ from, to, fired: state === 'fired' || state === 'limited' })))
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
  const parts: { at: number; part: string; kind: 'plain' | 'fired' | 'passed' }[] = []
  let at = 0
  for (const { from, to, fired } of spans) {
    if (from < at) continue
    if (from > at) parts.push({ at, part: text.slice(at, from), kind: 'plain' })
    parts.push({ at: from, part: text.slice(from, to), kind: fired ? 'fired' : 'passed' })
    at = to
  }
  parts.push({ at, part: text.slice(at), kind: 'plain' })
  return parts.map(({ at, part, kind }) =>
    kind === 'fired' ? (
      <mark key={at}>{part}</mark>
    ) : kind === 'passed' ? (
      <span key={at} className="passed">
        {part}
      </span>
    ) : (
      <Fragment key={at}>{part}</Fragment>
    ),
  )
}
