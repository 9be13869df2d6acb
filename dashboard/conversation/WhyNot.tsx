import { api } from '@baton/contracts/api.ts'
import type { Check } from '@baton/contracts/rules.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../live/call.ts'
import { percent } from '../ui/Scale.tsx'
import { useHere } from './here.tsx'
import { j, triggerNames } from './judged-text.ts'
import { Pop } from './Pop.tsx'

/** Every trigger as it was looked at for the answer of that number: why a person came, and why not. */
export function WhyNot({ answer, came }: { answer: number; came: boolean }) {
  const [opened, setOpened] = useState(false)
  return (
    <Pop label={j(came ? 'whyThis' : 'whyNot')} title={j('whyTitle')} onOpen={() => setOpened(true)}>
      {opened && <Explained answer={answer} />}
    </Pop>
  )
}

function Explained({ answer }: { answer: number }) {
  const { id } = useHere()
  const { data, error } = useQuery({
    queryKey: ['why', id, answer],
    queryFn: ({ signal }) => call(api.why, { params: { id, n: String(answer) } }, signal),
    staleTime: 60_000,
    retry: false,
  })
  if (error) return <p role="alert">{j('whyFailed')}</p>
  if (!data) return <p className="quiet">{j('whyLoading')}</p>
  return (
    <>
      <p>
        <strong>{j('outcome', data.outcome.does)}</strong>
      </p>
      <ul className="checks">
        {data.checks.map((check) => (
          <li key={`${check.trigger}${check.name}`} data-state={check.state}>
            <span>
              {triggerNames[check.trigger]}
              {check.name !== null && ` “${check.name}”`}
            </span>
            <span className="quiet">{verdictOf(check)}</span>
          </li>
        ))}
      </ul>
      <p className="small quiet">{j('version', data.policyVersion)}</p>
    </>
  )
}

function verdictOf(check: Check): string {
  const counted = check.trigger === 'repeated' || check.trigger === 'circles' || check.trigger === 'exchanges'
  const value = (number: number) => (counted ? String(number) : percent(number))
  const score = check.score === null || check.needs === null ? [] : [j('needs', value(check.score), value(check.needs))]
  return [check.decides ? j('decided') : j('state', check.state), ...score, ...(check.why ? [check.why] : [])].join(' · ')
}
