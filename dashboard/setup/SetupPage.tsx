import { api } from '@baton/contracts/api.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../account/me.tsx'
import { Sheet } from '../account/Sheet.tsx'
import { call } from '../live/call.ts'
import { AccountStep } from './AccountStep.tsx'
import { CompanyStep } from './CompanyStep.tsx'
import { FinishStep } from './FinishStep.tsx'
import { KnowledgeStep } from './KnowledgeStep.tsx'
import { type Step, steps, useAnswers } from './progress.ts'
import { t } from './text.ts'

/** From the printed link to a working widget, a step at a time. */
export function SetupPage() {
  const { answers, answer } = useAnswers()
  const [password, setPassword] = useState('')
  const me = useQuery({ ...meQuery, enabled: answers.step === 'knowledge' || answers.step === 'finish' })
  const state = useQuery({ queryKey: ['setup'], queryFn: () => call(api.setupState, {}), retry: 1 })
  const go = (step: Step) => answer({ step })
  const bot = me.data?.bots[0]
  const owned = answers.step === 'knowledge' || answers.step === 'finish'
  if (!owned && state.data?.open === false) return <Already />
  if (!owned && answers.token === '')
    return (
      <Sheet title={t('title')}>
        <p>{t('noToken')}</p>
      </Sheet>
    )
  // After a reload the password is gone: it is asked for again before the account is made.
  const step = answers.step === 'company' && password === '' ? 'account' : answers.step
  return (
    <Sheet title={t(step)} intro={t(`${step}Intro`)} wide>
      <Progress step={step} />
      {step === 'account' && (
        <AccountStep answers={answers} answer={answer} password={password} setPassword={setPassword} again={answers.step === 'company'} />
      )}
      {step === 'company' && <CompanyStep answers={answers} answer={answer} password={password} />}
      {step === 'knowledge' && bot && <KnowledgeStep bot={bot.id} next={() => go('finish')} />}
      {step === 'finish' && me.data && bot && <FinishStep bot={bot} publicUrl={me.data.publicUrl} back={() => go('knowledge')} />}
    </Sheet>
  )
}

function Progress({ step }: { step: Step }) {
  const at = steps.indexOf(step)
  return (
    <ol className="progress" aria-label={t('progress', at + 1, steps.length)}>
      {steps.map((one, i) => (
        <li key={one} aria-current={one === step ? 'step' : undefined} data-done={i < at || undefined}>
          <span className="clip">{t(one)}</span>
        </li>
      ))}
    </ol>
  )
}

function Already() {
  return (
    <Sheet title={t('alreadyTitle')} intro={t('alreadyHint')}>
      <Link to="/login" className="button primary wide-button">
        {t('toLogin')}
      </Link>
    </Sheet>
  )
}
