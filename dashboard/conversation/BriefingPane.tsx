import type { Conversation } from '@baton/contracts/conversation.ts'
import { useMemo } from 'react'
import type { Opened } from '../live/opened.ts'
import { Rings } from '../team/Rings.tsx'
import { Face } from '../ui/Face.tsx'
import { X } from '../ui/icons.tsx'
import { percent, Scale } from '../ui/Scale.tsx'
import { t as ui } from '../ui/text.ts'
import { exactly, shortDay } from '../ui/time.ts'
import { SourceName } from './BotLines.tsx'
import { briefing, type Earlier, type Tried } from './briefing.ts'
import type { Gist } from './gist.ts'
import { capital, firstName, visitorCalled, visitorName } from './people.ts'
import { SummarySection } from './SummarySection.tsx'
import { outcomeWord, t } from './text.ts'
import { WaitClock } from './WaitClock.tsx'
import { WhySection } from './WhySection.tsx'

type Props = { c: Conversation; opened: Opened; gist: Gist; open: boolean; onClose: () => void; onEpisode: (n: number) => void }

/** Who, what and why, readable in five seconds. */
export function BriefingPane({ c, opened, gist, open, onClose, onEpisode }: Props) {
  const brief = useMemo(() => briefing(opened.facts), [opened.facts])
  return (
    <aside className="briefing" aria-label={t('briefing')} data-open={open || undefined}>
      <button type="button" className="button bare square drawer-close" aria-label={ui('close')} onClick={onClose}>
        <X className="icon" />
      </button>
      <WaitClock c={c} clock={brief.clock} />
      <Who c={c} />
      <WhySection brief={brief} who={visitorCalled(c)}>
        <Rings facts={opened.facts} />
      </WhySection>
      {opened.facts.length > 0 && <SummarySection gist={gist} />}
      {brief.tried && <TriedSection tried={brief.tried} />}
      {brief.earlier.length > 0 && <EarlierSection earlier={brief.earlier} onEpisode={onEpisode} />}
    </aside>
  )
}

function Who({ c }: { c: Conversation }) {
  const { contact, page } = c
  const identity = contact.name === null && contact.email === null ? t('unknown') : contact.verified ? t('verified') : t('unverified')
  return (
    <section aria-label={t('who')}>
      <div className="person">
        <Face name={contact.name ?? contact.email ?? '?'} seed={c.visitor} size={36} />
        <p className="clip">
          <strong>{visitorName(c)}</strong>
        </p>
        {contact.name !== null && <p className="clip quiet">{contact.email}</p>}
      </div>
      <dl className="facts">
        <dt>{t('identity')}</dt>
        <dd>{identity}</dd>
        <dt>{t('page')}</dt>
        <dd className="clip">{page ? <PageLink {...page} /> : <span className="quiet">{t('noPage')}</span>}</dd>
      </dl>
    </section>
  )
}

/** The address comes from a visitor's browser: only http(s) becomes a link. */
function PageLink({ url, title }: { url: string; title: string }) {
  if (!/^https?:\/\//i.test(url)) return <span>{title || url}</span>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" title={url}>
      {title || url}
    </a>
  )
}

function TriedSection({ tried: { sources, threshold, answers } }: { tried: Tried }) {
  return (
    <section aria-label={t('tried')}>
      <h2>{t('tried')}</h2>
      {sources.length === 0 && <p className="quiet">{t('triedNothing')}</p>}
      <ul className="tried">
        {sources.map((source) => (
          <li key={source.title}>
            <SourceName source={source} />
            <Scale value={source.score} threshold={threshold} label={t('scale', percent(source.score), percent(threshold))} />
            <span className="num">{percent(source.score)}</span>
          </li>
        ))}
      </ul>
      <p className="small quiet under">{answers > 0 ? t('answeredTimes', answers) : t('noAnswers')}</p>
    </section>
  )
}

function EarlierSection({ earlier, onEpisode }: { earlier: readonly Earlier[]; onEpisode: (n: number) => void }) {
  return (
    <section className="before" aria-label={t('earlierTitle')}>
      <h2>{t('earlierTitle')}</h2>
      {earlier.map(({ episode, n, at, text, outcome, by }) => (
        <button key={episode} type="button" onClick={() => onEpisode(n)} title={exactly(at)}>
          <time>{shortDay(at)}</time>
          <span className="clip">
            {text} {by !== null && <span className="quiet">{capital(t('endedBy', outcomeWord(outcome), firstName(by)))}</span>}
          </span>
        </button>
      ))}
    </section>
  )
}
