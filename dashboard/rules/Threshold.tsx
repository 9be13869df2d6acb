import { percent } from '../ui/Scale.tsx'
import { useDraft } from './draft.tsx'
import { t } from './text.ts'

const [width, height] = [560, 88]
const weeks = 30 / 7

/** The slider stands under what was really scored: what is held back, what is said, and what changes hands. */
export function Threshold({ scores, wrong }: { scores: number[]; wrong: number[] }) {
  const { value, saved, change, disabled } = useDraft()
  const [now, was] = [value.minConfidence, saved.minConfidence]
  const total = sum(scores)
  const below = (counts: number[], threshold: number) => sum(counts.filter((_, step) => step < Math.round(threshold * counts.length)))
  const held = (threshold: number) => below(scores, threshold)
  if (total === 0) return <p className="small quiet">{t('noAnswers')}</p>
  const moved = Math.abs(held(now) - held(was))
  const mistaken = Math.abs(below(wrong, now) - below(wrong, was))
  return (
    <div className="threshold">
      <p className="zones" aria-hidden="true">
        <span>{t('heldBack', held(Math.min(now, was)))}</span>
        {moved > 0 && <span className="moved">{now < was ? t('nowSaid', moved) : t('nowHeld', moved)}</span>}
        <span>{t('said', total - held(Math.max(now, was)))}</span>
      </p>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t('chart', total)}>
        {scores.map((count, step) => (
          <Bar key={step} step={step} count={count} of={scores} zone={zoneOf((step + 0.5) / scores.length, now, was)} />
        ))}
        <path d={`M${now * width} 0v${height}`} className="mark-now" />
        {now !== was && <path d={`M${was * width} 0v${height}`} className="mark-was" />}
      </svg>
      <input
        type="range"
        className="slider"
        min={0}
        max={100}
        disabled={disabled}
        aria-label={t('threshold')}
        aria-valuetext={percent(now)}
        value={Math.round(now * 100)}
        onChange={({ target }) => change({ minConfidence: Number(target.value) / 100 })}
      />
      <p className="axis" aria-hidden="true">
        <span>0 %</span>
        {now !== was && <span>{t('was', percent(was))}</span>}
        <span>100 %</span>
      </p>
      <dl className="cost">
        {moved > 0 && (
          <div>
            <dt>{now < was ? t('fewerAWeek') : t('moreAWeek')}</dt>
            <dd>{Math.round(moved / weeks)}</dd>
          </div>
        )}
        {moved > 0 && (
          <div>
            <dt>{now < was ? t('moreWrongAWeek') : t('fewerWrongAWeek')}</dt>
            <dd>{t('about', Math.round(mistaken / weeks))}</dd>
          </div>
        )}
        <div>
          <dt>{now === was ? t('heldShare') : t('heldShareWas', percent(held(was) / total))}</dt>
          <dd>{percent(held(now) / total)}</dd>
        </div>
      </dl>
    </div>
  )
}

function Bar({ step, count, of, zone }: { step: number; count: number; of: number[]; zone: string }) {
  const wide = width / of.length
  const tall = count === 0 ? 0 : Math.max(2, (count / Math.max(...of)) * (height - 4))
  return <rect className={zone} x={step * wide + 1} y={height - tall} width={wide - 2} height={tall} />
}

function zoneOf(score: number, now: number, was: number): string {
  if (score < Math.min(now, was)) return 'bar-held'
  return score < Math.max(now, was) ? 'bar-moved' : 'bar-said'
}

function sum(numbers: number[]): number {
  return numbers.reduce((so, one) => so + one, 0)
}
