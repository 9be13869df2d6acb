import type { BotError, EscalationReason, Fact, Signals } from '@baton/contracts/facts.ts'
import type { PlaygroundDeed } from '@baton/contracts/playground.ts'
import { apply, opened } from '@baton/core/apply.ts'
import { type Draft, decide, type Input } from '@baton/core/decide.ts'
import type { World } from '@baton/core/decision.ts'
import { imagined } from '@baton/core/imagined.ts'
import type { Standing } from './settings.ts'

type Line = { by: 'visitor' | 'bot'; text: string }
export type Asked = {
  question: string
  history: readonly Line[]
  said: Draft | { failed: BotError }
  /** What was read from the line; null where softer triggers are left out. */
  signals?: Signals | null
}

/** What a policy makes of an answer, by the same decisions as in a conversation. Somebody of each team is taken to be there. */
export function deedOf(standing: Standing, { question, history, said, signals = null }: Asked): PlaygroundDeed {
  const talk = new Talk(standing)
  for (const line of history) talk.hear(line)
  const facts = talk.says(question)
  if (!decided(facts) && signals) facts.push(...talk.take({ type: 'lineRead', tenure: talk.c.tenure, line: talk.c.visitorLine, signals }))
  if (!decided(facts)) facts.push(...talk.answers(said))
  return deed(facts, standing)
}

class Talk {
  c
  readonly #world: World

  constructor({ bot, name, version, policy, teams }: Standing) {
    this.c = opened(bot, bot)
    this.#world = { ...imagined(policy, 0, { bot: name, teams }), policyVersion: version }
  }

  take(input: Input): Fact[] {
    const { facts } = decide(this.c, input, this.#world)
    for (const fact of facts) this.c = apply(this.c, { n: this.c.n + 1, at: 0, cause: '', fact })
    return facts
  }

  says(text: string): Fact[] {
    return this.take({ type: 'visitorSays', text, page: null, language: null })
  }

  answers(said: Draft | { failed: BotError }): Fact[] {
    const { tenure, visitorLine: answers } = this.c
    if ('failed' in said) return this.take({ type: 'botFails', tenure, answers, error: said.failed })
    return this.take({ type: 'botAnswers', tenure, answers, draft: said })
  }

  /** A line of the past as far as it did not lead away from the bot. */
  hear({ by, text }: Line): void {
    const before = this.c
    if (by === 'visitor') this.says(text)
    else this.answers({ text, confidence: 1, mode: 'quote', sources: [], tried: [] })
    if (this.c.holder.kind !== 'bot' || this.c.offer) this.c = before
  }
}

const decided = (facts: readonly Fact[]) => facts.some(({ type }) => type === 'escalated' || type === 'offered')

function deed(facts: readonly Fact[], { policy }: Standing): PlaygroundDeed {
  const asked = facts.find((fact) => fact.type === 'botAsked')
  const passage = facts.find((fact) => fact.type === 'escalated' || fact.type === 'offered')
  const does = doneBy(facts)
  const reason: EscalationReason | null = passage?.reason ?? null
  return {
    does,
    lines: facts.flatMap((fact) => (shown.has(fact.type) && 'text' in fact && fact.text ? [fact.text] : [])),
    choices: asked?.choices.map(({ label }) => label) ?? [],
    reason,
    threshold: policy.minConfidence,
    askFrom: policy.triggers.unsure.askFrom,
  }
}
function doneBy(facts: readonly Fact[]): PlaygroundDeed['does'] {
  const has = (type: Fact['type']) => facts.some((fact) => fact.type === type)
  if (has('escalated')) return 'escalates'
  if (has('botSaid')) return 'answers'
  if (has('offered')) return 'offers'
  const asked = facts.find((fact) => fact.type === 'botAsked')
  return asked ? (asked.choices.length > 0 ? 'asksBack' : 'clarifies') : 'doesntKnow'
}

const shown = new Set<Fact['type']>(['botSaid', 'botAsked', 'offered', 'serverSaid'])
