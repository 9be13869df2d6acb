import type { Conversation } from '@baton/contracts/conversation.ts'
import { Fragment, memo, useMemo, useRef, useState } from 'react'
import { useNames } from '../account/me.tsx'
import { useLive } from '../live/hooks.tsx'
import type { Opened } from '../live/opened.ts'
import { ArrowDown } from '../ui/icons.tsx'
import { exactly, timeOfDay } from '../ui/time.ts'
import { BeingWritten } from './BotLines.tsx'
import { Content } from './Content.tsx'
import { PendingLines } from './PendingLines.tsx'
import { visitorCalled } from './people.ts'
import { t } from './text.ts'
import { type Entry, timeline } from './timeline.ts'

type Props = { id: string; c: Conversation; opened: Opened }

const shownAtFirst = 200
const shownMore = 400

/** Everything that happened, oldest above. It stands at its end until somebody scrolls up. */
export function Timeline({ id, c, opened }: Props) {
  const [shown, setShown] = useState(shownAtFirst)
  const [away, setAway] = useState(false)
  const scroll = useRef<HTMLDivElement>(null)
  const names = useNames()
  const { contact, visitor } = c
  const known = useMemo(() => ({ contact, visitor }), [contact, visitor])
  const entries = useMemo(() => timeline(opened.facts, { ...names, known, now: Date.now() }), [opened.facts, names, known])
  const who = visitorCalled(c)
  const visible = entries.slice(-shown)
  // Below the line that it answers, where it stays if it is cut.
  const written = useLive((state) => state.written.get(id))
  const answered = visible.findIndex(({ n }) => n === written?.answers)
  const below = answered < 0 ? visible.length - 1 : answered
  const lastSeen = entries.findLast(({ content, n }) => content.kind === 'agent' && n <= opened.seen.visitor)?.n
  return (
    <div className="scrolling">
      <div
        className="scroll"
        ref={scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard too
        tabIndex={0}
        role="log"
        aria-label={t('timeline')}
        onScroll={({ currentTarget }) => setAway(currentTarget.scrollTop < -80)}
      >
        <ol className="timeline">
          {entries.length > shown && (
            <li className="earlier">
              <button type="button" className="button bare" onClick={() => setShown(shown + shownMore)}>
                {t('earlier')}
              </button>
            </li>
          )}
          {visible.map((entry, i) => (
            <Fragment key={entry.n}>
              <Line entry={entry} previousAt={visible[i - 1]?.at ?? 0} seen={entry.n === lastSeen} />
              {written && i === below && <BeingWrittenLine text={written.text} />}
            </Fragment>
          ))}
          <PendingLines id={id} />
          <TypingLine id={id} holder={c.holder.kind} who={who} />
        </ol>
      </div>
      {away && (
        <button type="button" className="button latest" onClick={() => scroll.current?.scrollTo({ top: 0 })}>
          <ArrowDown className="icon" />
          {t('latest')}
        </button>
      )}
    </div>
  )
}

type LineProps = { entry: Entry; previousAt: number; seen: boolean }

const Line = memo(function Line({ entry, previousAt, seen }: LineProps) {
  const time = timeOfDay(entry.at)
  const same = previousAt > 0 && timeOfDay(previousAt) === time && entry.at - previousAt < 120_000
  return (
    <li className="entry" data-holder={entry.holder} data-n={entry.n}>
      <time className={same ? 'same' : undefined} dateTime={new Date(entry.at).toISOString()} title={exactly(entry.at)}>
        {time}
      </time>
      <div className="body">
        <Content n={entry.n} content={entry.content} seen={seen} />
      </div>
    </li>
  )
})

/** Read aloud when it is whole. */
function BeingWrittenLine({ text }: { text: string }) {
  return (
    <li className="entry" data-holder="bot" aria-busy="true">
      <span />
      <div className="body">
        <BeingWritten text={text} />
      </div>
    </li>
  )
}

function TypingLine({ id, holder, who }: { id: string; holder: string; who: string }) {
  const typing = useLive((state) => state.typing.get(id))
  if (!typing) return null
  const name = typing.by === 'visitor' ? who : (typing.name ?? who)
  return (
    <li className="entry" data-holder={holder}>
      <span />
      <div className="body">
        <p className={typing.by === 'visitor' ? 'line bubble typing' : 'line bubble typing ours'} role="img" aria-label={t('typing', name)}>
          <i />
          <i />
          <i />
        </p>
      </div>
    </li>
  )
}
