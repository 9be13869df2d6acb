import { useId } from 'react'
import { percent } from '../ui/Scale.tsx'
import { playText as t } from './text.ts'

export type Tried = { minConfidence: number; askFrom: number }

/** The two marks on the scale of confidence; the lower one never passes the upper. */
export function Thresholds({ now, change }: { now: Tried; change: (tried: Tried) => void }) {
  return (
    <>
      <Mark
        label={t('minConfidence')}
        value={now.minConfidence}
        set={(value) => change({ minConfidence: value, askFrom: Math.min(now.askFrom, value) })}
      />
      <Mark
        label={t('askFrom')}
        value={now.askFrom}
        set={(value) => change({ minConfidence: Math.max(now.minConfidence, value), askFrom: value })}
      />
    </>
  )
}

function Mark({ label, value, set }: { label: string; value: number; set: (value: number) => void }) {
  const id = useId()
  return (
    <p className="threshold-mark">
      <label htmlFor={id}>{label}</label>
      <output className="num" htmlFor={id}>
        {percent(value)}
      </output>
      <input
        id={id}
        className="slider"
        type="range"
        min={0}
        max={100}
        aria-valuetext={percent(value)}
        value={Math.round(value * 100)}
        onChange={({ target }) => set(Number(target.value) / 100)}
      />
    </p>
  )
}
