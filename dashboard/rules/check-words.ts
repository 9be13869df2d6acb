import type { Check, Outcome } from '@baton/contracts/rules.ts'
import { percent } from '../ui/Scale.tsx'
import { t } from './text.ts'

const senses: Record<string, string> = {
  want: 'wanted',
  threat: 'a threat',
  report: 'reported',
  anger: 'in anger',
  authority: 'asks for somebody above',
  urgency: 'urgent',
  plain: 'meant',
  negated: 'is denied',
  policy: 'only asks how it works',
  settled: 'is settled already',
  homograph: 'is another thing of that name',
  mention: 'is only mentioned',
}

/** Why a trigger did or did not fire, in a few words. */
export function checkWords({ trigger, state, name, why, score, needs, found, does }: Check): string {
  if (state === 'off') return 'switched off'
  if (state === 'left') return 'a rule leaves this line to the bot'
  if (state === 'limited') return `${whatOf()}: offered already, or as often as it may be`
  if (state === 'unread') return name ? `${name}: not looked at` : 'not looked at'
  return whatOf()

  function whatOf(): string {
    switch (trigger) {
      case 'keyword':
        return name === null ? 'none of them' : `“${name}” ${senses[why ?? ''] ?? why ?? ''}`
      case 'asked':
        return state === 'fired'
          ? score === null
            ? 'in words'
            : `by meaning, ${ofNeeded(score, needs)}`
          : score === null
            ? 'no'
            : ofNeeded(score, needs)
      case 'rule':
        return name === null ? 'none' : `${name}${found.length > 0 ? `: ${found.join(', ')}` : state === 'fired' ? '' : ': does not hold'}`
      case 'topic':
        return name === null ? 'none' : `${name}, ${ofNeeded(score, needs)}${state === 'fired' && does === null ? ', only routes' : ''}`
      case 'unsure':
        return `Answer scores ${percent(score ?? 0)}, needs ${percent(needs ?? 0)}`
      case 'frustration':
        return ofNeeded(score, needs)
      case 'repeated':
        return found[0] ? `asked ${score} times, as in “${found[0]}”` : `asked ${score ?? 1} of ${needs} times`
      case 'circles':
        return found[0] ? `says again “${found[0]}”` : `${score} of ${needs} answers`
      case 'exchanges':
        return `${score} of ${needs} answers`
      case 'botFailed':
        return state === 'fired' ? (why ?? '') : 'no'
      default:
        return state === 'fired' ? 'said so' : 'no'
    }
  }
}

function ofNeeded(score: number | null, needs: number | null): string {
  return score === null ? 'not looked at' : `${percent(score)}, needs ${percent(needs ?? 0)}`
}

/** What comes of a line: "Offers a person from Billing, after the answer". */
export function outcomeWords({ does, team, score, mode }: Outcome, teamName: (id: string) => string): { main: string; rest: string } {
  const main = t('outcome', does)
  const rest = [
    team ? (does === 'offer' ? t('ofTeam', teamName(team)) : t('from', teamName(team))) : '',
    does === 'offer' && score !== null && mode !== null ? t('afterAnswer') : '',
    team || score === null ? '' : t('sureOf', percent(score)),
  ]
  return { main, rest: rest.filter(Boolean).join(', ') }
}
