import type { Evidence } from '@baton/contracts/facts.ts'
import type { ReactNode } from 'react'
import { Rich } from '../ui/Rich.tsx'
import { Said } from '../ui/Said.tsx'
import { percent, Scale } from '../ui/Scale.tsx'
import type { Briefing, Why } from './briefing.ts'
import { capital } from './people.ts'
import { t } from './text.ts'
import { clauseOf, sentenceOf } from './why.ts'
import { w } from './why-text.ts'

type Props = { brief: Briefing; who: string; children: ReactNode }

/** Why it escalated, so that it can be believed: the sentence, what it goes by, what was noticed besides, and what else there is to tell. */
export function WhySection({ brief: { why, tried }, who, children }: Props) {
  return (
    <section aria-label={t('why')}>
      <h2>{t('why')}</h2>
      {why === null ? (
        <p className="quiet">{t('noEscalation')}</p>
      ) : (
        <>
          <p>
            <Rich text={sentenceOf(why.evidence, who, why.reason, why.at)} />
          </p>
          {why.quotes.map(({ label, text, marks }) => (
            <blockquote key={`${label}${text}`} className="why said">
              {label && <span className="small quiet">{label}: </span>}
              <Said text={text} marks={marks} />
            </blockquote>
          ))}
          <Found evidence={why.evidence} />
          {why.evidence.kind === 'score' && !tried?.sources.length && <p className="small quiet under">{t('triedNothing')}</p>}
          {why.offered && <p className="small quiet under">{w('offered')}</p>}
          {why.also.length > 0 && <Also also={why.also} who={who} />}
        </>
      )}
      {children}
    </section>
  )
}

/** The score against its threshold, or what a rule found true. */
function Found({ evidence }: { evidence: Evidence }) {
  if (evidence.kind === 'rule') {
    return (
      <ul className="matched">
        {evidence.matched.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    )
  }
  if (evidence.kind === 'repeat') return <p className="small quiet under">{w('alike', percent(evidence.score))}</p>
  if (!('threshold' in evidence)) return null
  const { score, threshold } = evidence
  return <Scale value={score} threshold={threshold} label={w('scale', percent(score), percent(threshold))} />
}

function Also({ also, who }: { also: Why['also']; who: string }) {
  return (
    <div className="also">
      <h3 className="small">{w('also')}</h3>
      <ul>
        {also.map(({ reason, evidence }) => (
          <li key={`${reason}${JSON.stringify(evidence)}`}>{capital(clauseOf(evidence, who, reason))}</li>
        ))}
      </ul>
    </div>
  )
}
