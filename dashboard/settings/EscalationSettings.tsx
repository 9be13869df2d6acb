import { api } from '@baton/contracts/api.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Area, Problem } from '../ui/Field.tsx'
import { percent, Scale } from '../ui/Scale.tsx'
import { BotChoice, useChosenBot } from './BotChoice.tsx'
import { type Edited, Head, SavedForm, useEdited } from './form.tsx'
import { t } from './text.ts'

export function EscalationSettings() {
  const bot = useChosenBot()
  const { data, error } = useQuery({ queryKey: ['policy', bot.id], queryFn: () => call(api.policy, { params: { id: bot.id } }) })
  return (
    <>
      <Head title={t('escalation')} intro={t('escalationIntro')}>
        <BotChoice />
        {data && <span className="quiet">{t('version', data.version)}</span>}
      </Head>
      <div className="page-body narrow-body">
        {data ? <Form key={bot.id} bot={bot.id} saved={data.policy} /> : <Problem sentence={sentenceFor(error)} />}
      </div>
    </>
  )
}

function Form({ bot, saved }: { bot: string; saved: Policy }) {
  const me = useMe()
  const client = useQueryClient()
  const edited = useEdited(saved)
  const save = async () => {
    const now = await call(api.changePolicy, { params: { id: bot }, body: edited.value })
    client.setQueryData(['policy', bot], now)
  }
  return (
    <SavedForm dirty={edited.dirty} undo={edited.undo} save={save} check={() => check(edited.value)}>
      {!mayChange(me) && <p className="quiet">{t('onlyAdmins')}</p>}
      <fieldset className="plain" disabled={!mayChange(me)}>
        <Rules edited={edited} />
        <Texts edited={edited} />
      </fieldset>
    </SavedForm>
  )
}

function Rules({ edited: { value, change } }: { edited: Edited<Policy> }) {
  return (
    <ol className="rules">
      <Rule title={t('askedRule')} beside={t('always')}>
        {t('askedText')}
      </Rule>
      <Rule title={t('unsureRule')}>
        {t('unsureText')}{' '}
        <Amount
          label={t('threshold')}
          value={value.minConfidence * 100}
          unit=" %"
          max={100}
          onChange={(percent) => change({ minConfidence: percent / 100 })}
        />{' '}
        {t('unsureAfter')}
        <input
          type="range"
          className="slider"
          min={0}
          max={100}
          aria-label={t('threshold')}
          value={Math.round(value.minConfidence * 100)}
          onChange={({ target }) => change({ minConfidence: Number(target.value) / 100 })}
        />
      </Rule>
      <Sample threshold={value.minConfidence} />
      <Rule title={t('failedRule')} beside={t('always')}>
        {t('failedText')}
      </Rule>
      <Rule title={t('ringRule')}>
        {t('ringText')}{' '}
        <Amount label={t('ringLabel')} value={value.ringMs / 1000} max={600} onChange={(s) => change({ ringMs: s * 1000 })} />{' '}
        {t('ringSeconds')} {t('ringAgain')}{' '}
        <Amount
          label={t('patienceLabel')}
          value={value.patienceMs / 60_000}
          max={1440}
          onChange={(min) => change({ patienceMs: Math.round(min * 60_000) })}
        />{' '}
        {t('ringMinutes')}
      </Rule>
      <Rule title={t('promiseRule')}>
        {t('promiseText')}{' '}
        <Amount
          label={t('promiseLabel')}
          value={value.answerWithinMs / 3_600_000}
          max={336}
          onChange={(h) => change({ answerWithinMs: Math.round(h * 3_600_000) })}
        />{' '}
        {t('promiseHours')}
      </Rule>
    </ol>
  )
}

const sampled = [0.93, 0.71, 0.54] as const

/** What the threshold does to three answers, while it is being moved. */
function Sample({ threshold }: { threshold: number }) {
  return (
    <li className="sample">
      {sampled.map((score) => (
        <p key={score} className="small">
          <span className="num">{percent(score)}</span>
          <Scale value={score} threshold={threshold} label={percent(score)} />
          {score < threshold ? t('wouldHold') : t('wouldSay')}
        </p>
      ))}
    </li>
  )
}

function Rule({ title, beside, children }: { title: string; beside?: string; children: ReactNode }) {
  return (
    <li className="rule">
      <h2>{title}</h2>
      <div className="sentence">{children}</div>
      {beside && <span className="quiet small">{beside}</span>}
    </li>
  )
}

type AmountProps = { label: string; value: number; unit?: string; max: number; onChange: (value: number) => void }

/** A number inside a sentence: reads as text, edits in place. */
function Amount({ label, value, unit, max, onChange }: AmountProps) {
  const shown = String(Number(value.toFixed(2)))
  return (
    <span className="value">
      <input
        type="number"
        aria-label={label}
        min={0}
        max={max}
        step="any"
        value={shown}
        style={{ inlineSize: `${shown.length + 1}ch` }}
        onChange={({ target }) => onChange(Math.min(max, Math.max(0, Number(target.value))))}
      />
      {unit}
    </span>
  )
}

/** The smallest values that the policy allows, in the words of the page. */
function check({ ringMs, patienceMs, answerWithinMs }: Policy): string | null {
  if (ringMs < 5_000) return t('tooSmall', t('ringLabel'), '5')
  if (patienceMs < 10_000) return t('tooSmall', t('patienceLabel'), '0.17')
  if (answerWithinMs < 60_000) return t('tooSmall', t('promiseLabel'), '0.02')
  return null
}

const lines = ['greeting', 'connecting', 'promise', 'promiseByEmail', 'promiseConfirmed', 'stillHere', 'handedBack'] as const

function Texts({ edited: { value, change } }: { edited: Edited<Policy> }) {
  return (
    <section className="texts">
      <h2>{t('textsTitle')}</h2>
      <p className="quiet">{t('textsIntro')}</p>
      {lines.map((line) => (
        <Area
          key={line}
          label={t(line)}
          rows={2}
          maxLength={600}
          value={value.texts[line]}
          onChange={({ target }) => change({ texts: { ...value.texts, [line]: target.value } })}
        />
      ))}
    </section>
  )
}
