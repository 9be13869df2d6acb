import { percent } from '../ui/Scale.tsx'
import { j, moodWord } from './judged-text.ts'
import { Pop } from './Pop.tsx'
import type { Read } from './timeline.ts'

/** What was read from a visitor's line, for whoever asks. */
export function ReadAs({ read: { signals, topic } }: { read: Read }) {
  const { mood, repeat, asks, language, smallTalk, sure } = signals
  const rows: [string, string][] = [
    [j('mood'), `${moodWord(mood)} · ${percent(mood)}`],
    [j('topic'), topic ?? j('noTopic')],
    [j('repeat'), repeat ? j('repeatYes', repeat.times, percent(repeat.score)) : j('repeatNo')],
    [j('asks'), percent(asks)],
    [j('language'), language ?? j('notKnown')],
    ...(smallTalk ? [[j('smallTalk'), smallTalk] as [string, string]] : []),
    [j('searchSure'), percent(sure)],
  ]
  return (
    <Pop label={j('read')} title={j('readTitle')}>
      <p>
        <strong>{j('readTitle')}</strong>
      </p>
      <dl className="numbers">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Pop>
  )
}
