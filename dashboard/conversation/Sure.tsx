import type { Grounds } from '@baton/contracts/facts.ts'
import { percent, Scale } from '../ui/Scale.tsx'
import { j } from './judged-text.ts'
import { Pop } from './Pop.tsx'
import type { Judged } from './timeline.ts'

/** How sure the bot was, in words and as a number; what that is made of, for whoever looks. */
export function Sure({ judged: { confidence, threshold, grounds } }: { judged: Judged }) {
  const short = confidence < threshold
  const label = short ? j('short', percent(confidence), percent(threshold)) : `${j('sure', confidence)} · ${percent(confidence)}`
  return (
    <Pop label={label} title={j('grounds')} className={short ? 'sure short' : 'sure'} hover>
      <p>
        <strong>{j('grounds')}</strong>
      </p>
      <Scale value={confidence} threshold={threshold} label={j('scale', percent(confidence), percent(threshold))} />
      {grounds ? <GroundList grounds={grounds} confidence={confidence} threshold={threshold} /> : <p className="quiet">{j('noGrounds')}</p>}
    </Pop>
  )
}

function GroundList({ grounds, confidence, threshold }: { grounds: Grounds; confidence: number; threshold: number }) {
  const rows: [string, number | null][] = [
    [j('found'), grounds.found],
    [j('supported'), grounds.supported],
    [j('said'), grounds.said],
    [j('raw'), grounds.raw],
    [j('calibrated'), confidence],
    [j('needed'), threshold],
  ]
  return (
    <>
      <dl className="numbers">
        {rows.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{percent(value)}</dd>
            </div>
          ),
        )}
      </dl>
      {grounds.caps.map((cap) => (
        <p key={cap} className="small">
          {j('cap', cap)}
        </p>
      ))}
    </>
  )
}
