import type { Source } from '@baton/contracts/facts.ts'
import { useMe } from '../account/me.tsx'
import { Face, Square } from '../ui/Face.tsx'
import { Lock } from '../ui/icons.tsx'
import { Rich } from '../ui/Rich.tsx'
import { Said } from '../ui/Said.tsx'
import { percent } from '../ui/Scale.tsx'
import { dayName } from '../ui/time.ts'
import { capital, firstName } from './people.ts'
import { t } from './text.ts'
import type { Content as AnyContent } from './timeline.ts'

type Of<K extends AnyContent['kind']> = Extract<AnyContent, { kind: K }>
type Props = { content: AnyContent; who: string; seen: boolean; onDraft: (text: string) => void }

/** What one entry of the timeline says. */
export function Content({ content, who, seen, onDraft }: Props) {
  switch (content.kind) {
    case 'visitor':
      return (
        <p className="line bubble said">
          <Said text={content.text} marks={content.marks} />
        </p>
      )
    case 'bot':
      return <BotLine content={content} who={who} />
    case 'heldBack':
      return <HeldBack content={content} who={who} onDraft={onDraft} />
    case 'agent':
      return <AgentLine content={content} seen={seen} />
    case 'note':
      return <Note content={content} />
    case 'seam':
      return <Fact className="fact seam" text={content.text} />
    case 'escalated':
      return (
        <Fact
          className="fact"
          text={t('escalated', content.team, content.why, t('rung', content.rung, content.rings) + t('full', content.full))}
        />
      )
    case 'day':
      return <Fact className="fact day" text={capital(dayName(content.at, Date.now()))} />
    case 'fact':
      return <Fact className="fact" text={content.text} />
  }
}

function Fact({ className, text }: { className: string; text: string }) {
  return (
    <p className={className}>
      <span>
        <Rich text={text} />
      </span>
    </p>
  )
}

function BotLine({ content: { text, confidence, sources, helpful }, who }: { content: Of<'bot'>; who: string }) {
  return (
    <div className="line ours bot">
      <p className="bubble said">
        <Said text={text} />
      </p>
      {confidence !== null && (
        <p className="meta">
          <Square />
          {t('bot')} <span className="sure">{t('sure', percent(confidence))}</span>
          {once(sources).map((source) => (
            <SourceName key={source.title} source={source} />
          ))}
          {helpful !== null && <span>{helpful ? t('helpful', capital(who)) : t('notHelpful', capital(who))}</span>}
        </p>
      )}
    </div>
  )
}

function once(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [source.title, source])).values()]
}

export function SourceName({ source: { title, url } }: { source: Source }) {
  if (url === null) return <span className="clip">{title}</span>
  return (
    <a className="clip" href={url} target="_blank" rel="noopener noreferrer">
      {title}
    </a>
  )
}

function HeldBack({ content, who, onDraft }: { content: Of<'heldBack'>; who: string; onDraft: (text: string) => void }) {
  return (
    <div className="line ours heldback">
      <p className="bubble said">
        <Said text={content.text} />
      </p>
      <p className="meta">
        <span className="tag">
          <Lock className="icon" aria-hidden="true" />
          {t('heldBack', who)}
        </span>
        <span className="sure short">{t('short', percent(content.confidence), percent(content.threshold))}</span>
        <button type="button" className="link" onClick={() => onDraft(content.text)}>
          {t('useAsDraft')}
        </button>
      </p>
    </div>
  )
}

function AgentLine({ content: { text, name, agent }, seen }: { content: Of<'agent'>; seen: boolean }) {
  const me = useMe()
  return (
    <div className="line ours">
      <p className="bubble said">
        <Said text={text} />
      </p>
      <p className="meta">
        <Face name={name} seed={agent} size={16} />
        {agent === me.agent.id ? t('you') : firstName(name)}
        {seen && ` · ${t('seen')}`}
      </p>
    </div>
  )
}

function Note({ content: { text, name, agent } }: { content: Of<'note'> }) {
  const me = useMe()
  return (
    <div className="note">
      <p className="said">
        <Said text={text} />
      </p>
      <p className="meta">
        <Face name={name} seed={agent} size={16} />
        {t('noteBy', agent === me.agent.id ? t('you') : firstName(name))}
      </p>
    </div>
  )
}
