import type { Condition, RuleAction } from '@baton/contracts/policy.ts'
import type { Change } from '@baton/contracts/rules.ts'
import { percent } from '../ui/Scale.tsx'
import { t } from './text.ts'

type Names = { team: (id: string) => string }

/** A change of the policy in words: "Unsure: threshold 70 % → 60 %". */
export function changeWords({ path, before, after }: Change, names: Names): string {
  const place = placeOf(path, before ?? after)
  if (before === null && isThing(after)) return `${place}: added`
  if (after === null && isThing(before)) return `${place}: removed`
  return `${place}: ${valueWords(path, before, names)} → ${valueWords(path, after, names)}`
}

/** Where it is, as the page calls it. */
function placeOf(path: string, value: unknown): string {
  const parts = path.split('.')
  const [first = '', second = ''] = parts
  if (path === 'minConfidence') return `${t('unsure')}, threshold`
  if (first === 'texts') return `“${t('text', second)}”`
  if (first === 'languages') return `“${t('text', parts[2] ?? '')}” (${second})`
  if (first === 'rules')
    return `${t('rule')}, ${thingName(value) ?? parts[1] ?? ''}${parts.length > 2 ? `, ${parts.slice(2).join(' ')}` : ''}`
  if (first !== 'triggers') return fieldNames[first] ?? first
  const trigger = t('reason', triggerNames[second] ?? second)
  const [thing, ...rest] = second === 'keywords' || second === 'topics' ? parts.slice(3) : [undefined, ...parts.slice(2)]
  if (thing !== undefined) return [trigger, thingName(value) ?? thing, ...rest.map(fieldName)].join(', ')
  return rest.length > 0 ? `${trigger}, ${rest.map(fieldName).join(' ')}` : trigger
}

const triggerNames: Record<string, string> = { keywords: 'keyword', topics: 'topic', failed: 'botFailed' }
const fieldNames: Record<string, string> = {
  team: 'team',
  does: 'does',
  say: 'message',
  on: 'on',
  times: 'times',
  answers: 'answers',
  after: 'after',
  threshold: 'threshold',
  askFrom: 'asks back from',
  allowed: 'unsure answers allowed',
  offers: 'Offers in one episode',
  ringMs: 'One ring',
  patienceMs: 'Patience',
  answerWithinMs: 'We answer within',
  returnMs: 'Back to the same agent',
  idleMs: 'Silence',
  showSure: 'Visitors see how sure the bot is',
  byMeaning: 'by meaning',
}
const fieldName = (name = '') => fieldNames[name] ?? name

function isThing(value: unknown): value is { id: string } {
  return typeof value === 'object' && value !== null && 'id' in value
}

function thingName(value: unknown): string | null {
  if (!isThing(value)) return null
  return 'text' in value ? `“${String(value.text)}”` : 'name' in value ? `“${String(value.name)}”` : null
}

function valueWords(path: string, value: unknown, { team }: Names): string {
  const field = path.split('.').at(-1) ?? ''
  if (field === 'team') return value === null ? t('botsTeam') : team(String(value))
  if (field === 'does' && typeof value === 'string')
    return (value === 'route' ? t('route') : value === 'offer' ? t('offer') : t('escalate')).toLowerCase()
  if (value === null) return field === 'say' ? t('usualLine') : '—'
  if (value === true) return 'on'
  if (value === false) return t('off')
  if (typeof value === 'number') return numberWords(field, value)
  if (typeof value === 'string') return `“${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`
  return Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one : '…')).join(', ') || '—' : '…'
}

function numberWords(field: string, value: number): string {
  if (['minConfidence', 'askFrom', 'threshold'].includes(field)) return percent(value)
  if (field === 'priority') return t('priorityName', value)
  if (!field.endsWith('Ms')) return String(value)
  const minutes = value / 60_000
  return minutes < 1 ? `${value / 1_000} s` : minutes < 120 ? `${Number(minutes.toFixed(1))} min` : `${Number((minutes / 60).toFixed(1))} h`
}

/** One condition of a rule, as it is read: "Page is /pricing*". */
export function conditionWords(condition: Condition, topic: (id: string) => string): string {
  const { field, op } = condition
  const start = `${t('fieldName', field)} ${t('opName', op)}`
  if (condition.field === 'time') return `${start} ${condition.from}–${condition.to}`
  if (condition.field === 'day') return `${start} ${condition.value.map((day) => t('weekday', day)).join(', ')}`
  if (condition.field === 'score') return `${start} ${percent(condition.value)}`
  if (condition.field === 'topic') return `${start} “${topic(condition.value)}”`
  return 'value' in condition ? `${start} ${[condition.value].flat().join(', ')}` : start
}

export function actionWords(action: RuleAction, team: (id: string) => string): string {
  const name = t('actionName', action.do).toLowerCase()
  if (action.do === 'route') return `${t('toTeam')} ${team(action.team)}`
  if (action.do === 'tag') return `${t('tag').toLowerCase()} “${action.tag}”`
  if (action.do === 'priority') return t('priorityName', action.priority)
  if ((action.do === 'escalate' || action.do === 'offer') && action.team) return `${name} ${t('toTeam')} ${team(action.team)}`
  return name
}
