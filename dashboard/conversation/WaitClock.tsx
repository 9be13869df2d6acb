import type { Conversation } from '@baton/contracts/conversation.ts'
import type { CSSProperties } from 'react'
import { useMe, useNames } from '../account/me.tsx'
import { useNow } from '../live/clock.ts'
import { counting, dueAt, timeOfDay, timeWithSeconds } from '../ui/time.ts'
import type { Clock } from './briefing.ts'
import { capital, firstName, visitorCalled } from './people.ts'
import { t } from './text.ts'
import { target, Wait } from './Wait.tsx'

/** Who waits, since when, for whom; or what was promised. Nothing while nobody owes anybody a line. */
export function WaitClock({ c, clock }: { c: Conversation; clock: Clock | null }) {
  if (c.waiting !== null) return <Waiting c={c} since={c.waiting} clock={clock} />
  if (c.promise !== null) return <Promised promise={c.promise} email={c.contact.email} />
  return null
}

function Waiting({ c, since, clock }: { c: Conversation; since: number; clock: Clock | null }) {
  const me = useMe().agent.id
  const who = capital(visitorCalled(c))
  return (
    <section aria-label={t('waitingFirst', who)}>
      <div className="clock">
        <Wait since={since} />
        <p>
          <strong>{waitingText(c, who, me)}</strong>
          <br />
          <span className="quiet">
            <Ringing holder={c.holder} clock={clock} />
          </span>
        </p>
      </div>
      {clock && clock.firstLine === null && <Track since={since} clock={clock} />}
    </section>
  )
}

function waitingText(c: Conversation, who: string, me: string): string {
  if (c.holder.kind !== 'agent') return t('waitingFirst', who)
  return c.holder.agent === me ? t('waitingLine', who) : t('waitingLineOf', who, firstName(c.holder.name))
}

function Ringing({ holder, clock }: { holder: Conversation['holder']; clock: Clock | null }) {
  const names = useNames()
  if (clock?.seen) return t('seenAfter', counting(clock.seen - clock.asked))
  if (holder.kind !== 'queue') return null
  if (!holder.ringing) return t('notRung')
  return t(
    'rungNow',
    holder.ringing.agents.map((id) => firstName(names.agent(id))),
  )
}

/** From the question to the target, with a tick for each step that was taken. */
function Track({ since, clock }: { since: number; clock: Clock }) {
  const now = useNow()
  const span = Math.max(target, now - since)
  const at = (time: number) => Math.min(99, ((time - clock.asked) / span) * 100)
  const steps = [clock.asked, clock.seen, clock.accepted, clock.asked + target].filter((time) => time !== null)
  return (
    <>
      <div
        className="wait-track"
        style={{ '--now': Math.min(100, ((now - clock.asked) / span) * 100) } as CSSProperties}
        aria-hidden="true"
      >
        {steps.map((time) => (
          <span key={time} style={{ '--at': at(time) } as CSSProperties} />
        ))}
      </div>
      <ol className="steps">
        <li>
          {t('stepAsked')}
          <b>{timeWithSeconds(clock.asked)}</b>
        </li>
        <li>
          {clock.accepted ? t('stepAccepted') : t('stepSeen')}
          <b>{middle(clock)}</b>
        </li>
        <li>
          {t('stepFirstLine')}
          <b>{t('by', timeOfDay(clock.asked + target))}</b>
        </li>
      </ol>
    </>
  )
}

function middle({ accepted, seen, asked }: Clock): string {
  const time = accepted ?? seen
  return time === null ? '–' : counting(time - asked)
}

function Promised({ promise, email }: { promise: NonNullable<Conversation['promise']>; email: string | null }) {
  const now = useNow()
  const due = dueAt(promise.due, now)
  return (
    <section className="promise" data-missed={promise.missed || undefined}>
      <p>
        <strong>{promise.missed || promise.due < now ? t('promiseMissedTitle', due) : t('promiseDue', due)}</strong>
      </p>
      <p className="quiet">{t('promiseHow', email)}</p>
    </section>
  )
}
