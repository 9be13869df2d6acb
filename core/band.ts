import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Choice, Source } from '@baton/contracts/facts.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import type { Draft } from './decide.ts'

/** Questions back in a row, however different their matters. */
const mostAsked = 2

/**
 * [H13] Below the threshold is a band, not a cliff. The bot asks which question was meant (`choices`) where it is half sure that one of them answers, be it
 * the first or any; where the owner allows more than one unsure answer in a row it asks for other words. A second miss about
 * the same matter, or the third in a row, is a miss (null), and so is one where a person was to be offered anyway: whoever wants a refund is not asked
 * what they meant. An owner who asks back from the threshold on wants no band.
 */
export function asksBack(c: Conversation, { confidence, tried, choices = [] }: Draft, policy: Policy): 'choices' | 'words' | null {
  if (c.planned) return null
  const { askFrom, allowed } = policy.triggers.unsure
  const fresh = c.unsure === 0 || (c.unsure < mostAsked && !c.askedAbout.includes(choices[0]?.chunk ?? ''))
  const half = askFrom < policy.minConfidence && halfSure({ confidence, tried, choices }, askFrom)
  if (fresh && choices.length > 1 && half) return 'choices'
  return c.unsure + 1 < allowed ? 'words' : null
}

/** Is the chance that one of the choices answers as high as it must be for asking back? */
export function halfSure({ confidence, tried, choices = [] }: Pick<Draft, 'confidence' | 'tried' | 'choices'>, askFrom: number): boolean {
  return confidence >= askFrom || chanceOf(choices, tried) >= askFrom
}

/** Each of the choices has its share of the chance. */
function chanceOf(choices: readonly Choice[], tried: readonly Source[]): number {
  const chunks = new Set(choices.map(({ chunk }) => chunk))
  return tried.reduce((sum, { chunk, score }) => sum + (chunks.has(chunk) ? score : 0), 0)
}
