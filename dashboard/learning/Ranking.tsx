import type { RankedPassage } from '@baton/contracts/playground.ts'
import { Link } from '@tanstack/react-router'
import { percent, Scale } from '../ui/Scale.tsx'
import { playText as t } from './text.ts'

/** What was found, likest first, with what speaks for each. */
export function Ranking({ ranking, none }: { ranking: readonly RankedPassage[]; none: number }) {
  if (ranking.length === 0) return null
  return (
    <section>
      <h2>{t('ranking')}</h2>
      <ol className="ranking">
        {ranking.map((one) => (
          <li key={one.chunk} className="card">
            <header>
              <Link to="/knowledge/$source" params={{ source: one.source }} search={(before) => before} className="strong">
                {one.question?.split('\n')[0] ?? one.title}
              </Link>
              <span className="num small">
                <Scale value={one.score} label={percent(one.score)} /> {percent(one.score)}
              </span>
            </header>
            <p className="said small lines-2">{one.text}</p>
            <Signals signals={one.signals} />
          </li>
        ))}
      </ol>
      <p className="small quiet num">
        {t('none')}: {percent(none)}
      </p>
    </section>
  )
}

function Signals({ signals }: Pick<RankedPassage, 'signals'>) {
  return (
    <details>
      <summary className="small">{t('signals')}</summary>
      <table className="signals">
        <thead>
          <tr>
            <th>{t('signal')}</th>
            <th className="right">{t('value')}</th>
            <th className="right">{t('weighs')}</th>
          </tr>
        </thead>
        <tbody>
          {signals.map(({ name, value, weighs }) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="right num">{value.toFixed(2)}</td>
              <td className="right num">{weighs > 0 ? `+${weighs.toFixed(2)}` : weighs.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
