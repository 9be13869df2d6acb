import type { LadderEvent, PassedOver, Person } from '@baton/contracts/team.ts'
import { joined } from '../ui/words.ts'
import { passedOverWords, promiseWords } from './reasons.ts'
import { t } from './text.ts'

type Props = { event: LadderEvent; zone: string; people: readonly Person[] }

/** One thing that would happen, at a time, in a sentence. */
export function EventLine({ event, zone, people }: Props) {
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone })
  return (
    <li>
      <time>{time.format(event.at)}</time>
      <span>
        {sentence(event, zone, (id) => people.find((person) => person.id === id)?.name ?? t('person'))}
        {'passedOver' in event && event.passedOver.length > 0 && (
          <span className="quiet"> {t('passedOver', passedOverList(event.passedOver, people))}</span>
        )}
      </span>
    </li>
  )
}

function sentence(event: LadderEvent, zone: string, name: (id: string) => string): string {
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone })
  const dated = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  })
  switch (event.kind) {
    case 'rings': {
      const names = event.agents.map(name)
      return t('rings', t('isOrAre', names, joined(names)), clock.format(event.until))
    }
    case 'assigned':
      return t('assignedTo', name(event.agent))
    case 'nobody':
      return t('ringsNobody', t('reach', event.step))
    case 'waitOffer':
      return t('offered')
    case 'promise':
      return t('promised', promiseWords[event.why], dated.format(event.due))
  }
}

function passedOverList(all: readonly PassedOver[], people: readonly Person[]): string {
  return all.map(({ agent, why }) => `${people.find(({ id }) => id === agent)?.name ?? t('person')} ${passedOverWords[why]}`).join(', ')
}
