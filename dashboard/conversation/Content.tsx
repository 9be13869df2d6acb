import { useMe } from '../account/me.tsx'
import { Face } from '../ui/Face.tsx'
import { Rich } from '../ui/Rich.tsx'
import { Said } from '../ui/Said.tsx'
import { dayName } from '../ui/time.ts'
import { Asked, BotLine, Cut, HeldBack, Offered } from './BotLines.tsx'
import { capital, firstName } from './people.ts'
import { ReadAs } from './ReadAs.tsx'
import { t } from './text.ts'
import type { Content as AnyContent } from './timeline.ts'

type Of<K extends AnyContent['kind']> = Extract<AnyContent, { kind: K }>
type Props = { n: number; content: AnyContent; seen: boolean }

/** What one entry of the timeline says. */
export function Content({ n, content, seen }: Props) {
  switch (content.kind) {
    case 'visitor':
      return <VisitorLine content={content} />
    case 'bot':
      return <BotLine n={n} content={content} />
    case 'cut':
      return <Cut content={content} />
    case 'heldBack':
      return <HeldBack n={n} content={content} />
    case 'asked':
      return <Asked n={n} content={content} />
    case 'offered':
      return <Offered content={content} />
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

function VisitorLine({ content: { text, marks, read } }: { content: Of<'visitor'> }) {
  return (
    <div className="line theirs">
      <p className="bubble said">
        <Said text={text} marks={marks} />
      </p>
      {read && <ReadAs read={read} />}
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
