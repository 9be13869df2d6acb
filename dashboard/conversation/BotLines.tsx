import type { Source } from '@baton/contracts/facts.ts'
import clsx from 'clsx'
import { type ReactNode, useState } from 'react'
import { Square } from '../ui/Face.tsx'
import { Lock } from '../ui/icons.tsx'
import { Said } from '../ui/Said.tsx'
import { useHere } from './here.tsx'
import { capital } from './people.ts'
import { Correction, ReviewMenu, Verdict } from './Review.tsx'
import { Sure } from './Sure.tsx'
import { t } from './text.ts'
import type { Content, Judged } from './timeline.ts'
import { WhyNot } from './WhyNot.tsx'

type Of<K extends Content['kind']> = Extract<Content, { kind: K }>
type Props<K extends Content['kind']> = { n: number; content: Of<K> }

/** What the bot said, with what it was said from and how sure it was. */
export function BotLine({ n, content: { text, judged, sources, helpful } }: Props<'bot'>) {
  const { who } = useHere()
  if (!judged) return <Bubble text={text} />
  return (
    <Judging n={n} text={text} judged={judged}>
      {once(sources).map((source) => (
        <SourceName key={source.title} source={source} />
      ))}
      {helpful !== null && <span>{helpful ? t('helpful', capital(who)) : t('notHelpful', capital(who))}</span>}
    </Judging>
  )
}

/** A draft under the threshold, or one that ended early: what the visitor never saw. */
export function HeldBack({ n, content: { text, judged } }: Props<'heldBack'>) {
  const { who } = useHere()
  return (
    <Judging n={n} text={text} judged={judged} held tag={t('heldBack', who)}>
      <UseAsDraft text={text} />
    </Judging>
  )
}

/** An answer as far as it is written: the visitor reads it now. */
export function BeingWritten({ text }: { text: string }) {
  return (
    <Bubble text={text}>
      <Square />
      {t('bot')} <span>{t('beingWritten')}</span>
    </Bubble>
  )
}

export function Cut({ content: { text, why } }: { content: Of<'cut'> }) {
  return (
    <Bubble text={text}>
      <Square />
      {t('bot')} <span>{t('cutWhy', why)}</span>
    </Bubble>
  )
}

/** The bot's question back, what was chosen, and the draft that it kept. */
export function Asked({ n, content: { text, choices, chosen, held, judged } }: Props<'asked'>) {
  const { who } = useHere()
  return (
    <>
      <div className="line ours bot">
        <div className="bubble said">
          <Said text={text} />
          {choices.length > 0 && (
            <ul className="asked-choices" aria-label={t('meant')}>
              {[...choices, t('noneOfThese')].map((choice, i) => (
                <li key={choice} data-chosen={chosen === (i < choices.length ? i : -1) || undefined}>
                  {choice}
                  {chosen === (i < choices.length ? i : -1) && <span className="hidden"> ({t('chosen')})</span>}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {held.trim() !== '' && (
        <Judging n={n} text={held} judged={judged} held tag={t('draftKept', who)}>
          <UseAsDraft text={held} />
        </Judging>
      )}
    </>
  )
}

export function Offered({ content: { text, why, accepted } }: { content: Of<'offered'> }) {
  const who = capital(useHere().who)
  const answer = accepted === null ? t('offerOpen') : t(accepted ? 'offerAccepted' : 'offerDeclined', who)
  return (
    <Bubble text={text}>
      <Square />
      <span>
        {t('offered', why)} · {answer}
      </span>
    </Bubble>
  )
}

function Bubble({ text, children = null }: { text: string; children?: ReactNode }) {
  return (
    <div className="line ours bot">
      <p className="bubble said">
        <Said text={text} />
      </p>
      {children && <p className="meta">{children}</p>}
    </div>
  )
}

type JudgingProps = { n: number; text: string; judged: Judged; held?: boolean; tag?: string; children: ReactNode }

/** A text of the bot's with its confidence, and what an agent may say of it. */
function Judging({ n, text, judged, held = false, tag, children }: JudgingProps) {
  const [correcting, setCorrecting] = useState(false)
  return (
    <div className={clsx('line ours', held ? 'heldback' : 'bot')}>
      <p className="bubble said">
        <Said text={text} />
      </p>
      <div className="meta">
        {tag ? (
          <span className="tag">
            <Lock className="icon" aria-hidden="true" />
            {tag}
          </span>
        ) : (
          <>
            <Square />
            {t('bot')}
          </>
        )}
        <Sure judged={judged} />
        {children}
        {judged.review && <Verdict review={judged.review} />}
        <WhyNot answer={n} came={held} />
        <ReviewMenu answer={n} onCorrect={() => setCorrecting(true)} />
      </div>
      {correcting && <Correction answer={n} text={judged.review?.text ?? text} done={() => setCorrecting(false)} />}
    </div>
  )
}

function UseAsDraft({ text }: { text: string }) {
  const { onDraft } = useHere()
  if (text.trim() === '') return null
  return (
    <button type="button" className="link" onClick={() => onDraft(text)}>
      {t('useAsDraft')}
    </button>
  )
}

function once(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [source.title, source])).values()]
}

export function SourceName({ source: { title, url } }: { source: Pick<Source, 'title' | 'url'> }) {
  if (url === null) return <span className="clip">{title}</span>
  return (
    <a className="clip" href={url} target="_blank" rel="noopener noreferrer">
      {title}
    </a>
  )
}
