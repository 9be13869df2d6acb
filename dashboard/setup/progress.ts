import { useState } from 'react'

export type Step = 'account' | 'company' | 'knowledge' | 'finish'
export const steps: readonly Step[] = ['account', 'company', 'knowledge', 'finish']

/** All that is typed during set-up, except the password. It outlives a reload, not the tab. */
export type Answers = { step: Step; token: string; name: string; email: string; company: string; bot: string; brand: string }

const key = 'baton:setup'

function read(): Answers {
  const fresh: Answers = { step: 'account', token: '', name: '', email: '', company: '', bot: '', brand: '#3b5bdb' }
  const token = location.hash.slice(1)
  try {
    const kept = { ...fresh, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Answers>) }
    return token === '' || token === kept.token ? kept : { ...fresh, token }
  } catch {
    return { ...fresh, token }
  }
}

export function useAnswers(): { answers: Answers; answer: (part: Partial<Answers>) => void } {
  const [answers, setAnswers] = useState(read)
  const answer = (part: Partial<Answers>) => {
    const next = { ...answers, ...part }
    sessionStorage.setItem(key, JSON.stringify(next))
    setAnswers(next)
  }
  return { answers, answer }
}

export function forgetAnswers(): void {
  sessionStorage.removeItem(key)
}
