import type { Effect } from '@baton/core/decision.ts'
import type { Job } from './store.ts'

/** An effect as the job that will run it. The key is what makes two of a kind one: one may wait while one runs. */
export function jobOf(conversation: string, effect: Effect, now: number): Job {
  switch (effect.type) {
    case 'askBot':
      return { key: `askBot:${conversation}`, kind: 'askBot', conversation, payload: {}, runAt: now }
    case 'route':
      return { key: 'route', kind: 'route', conversation, payload: {}, runAt: now }
    case 'wake':
      return { key: `${effect.input.type}:${conversation}`, kind: 'wake', conversation, payload: effect.input, runAt: effect.at }
    default:
      return effect satisfies never
  }
}
