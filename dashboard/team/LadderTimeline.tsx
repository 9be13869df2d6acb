import type { LadderStep, TeamSettings } from '@baton/contracts/team.ts'
import type { CSSProperties } from 'react'
import { firstName } from '../conversation/people.ts'
import { counting } from '../ui/time.ts'
import { joined } from '../ui/words.ts'
import { type Defaults, patienceOf, stretches } from './ladder.ts'
import { t } from './text.ts'

type Props = {
  settings: TeamSettings
  defaults: Defaults & { texts: { connecting: string; waitOffer: string } }
  names: (reach: LadderStep['do']) => string[]
}

/** The ladder over the patience: what the team hears above the clock, what the visitor reads below it. */
export function LadderTimeline({ settings, defaults, names }: Props) {
  const patience = patienceOf(settings, defaults)
  const steps = stretches(settings, defaults)
  const share = (ms: number) => ms / patience
  const half = settings.waitOffer ? patience / 2 : null
  const times = [...new Set([0, ...steps.map(({ end }) => end)])]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, also by keyboard.
    <figure className="ladder" tabIndex={0}>
      <figcaption className="hidden">{t('nobody')}</figcaption>
      <p className="lane-name">{t('theTeamHears')}</p>
      <ol className="lane team-lane">
        {steps.map(({ step, index, at, end }) => (
          <li key={index} style={place(share(at), share(end))}>
            <strong className="clip">{t('reach', step.do)}</strong>
            <span className="quiet small clip">{summary(names(step.do), step.do) || t('until', counting(end))}</span>
          </li>
        ))}
      </ol>
      <div className="elapsed">
        {times.map((at) => (
          <time key={at} style={at === patience ? undefined : place(share(at), 1)} data-end={at === patience || undefined}>
            {counting(at)}
          </time>
        ))}
      </div>
      <ol className="lane visitor-lane">
        <li style={place(0, half === null ? 0.6 : 0.42)}>{settings.texts.connecting ?? defaults.texts.connecting}</li>
        {half !== null && (
          <li style={place(0.5, 0.8)}>
            {settings.texts.waitOffer ?? defaults.texts.waitOffer} <span className="small quiet">{t('choices')}</span>
          </li>
        )}
        <li style={place(0.84, 1)}>{t('promiseHere')}</li>
      </ol>
      <p className="lane-name">{t('visitorReads')}</p>
    </figure>
  )
}

function summary(names: readonly string[], reach: LadderStep['do']): string {
  return joined(reach === 'fallback' ? names : names.map(firstName))
}

function place(start: number, end: number): CSSProperties {
  return { insetInlineStart: `${start * 100}%`, inlineSize: `calc(${(end - start) * 100}% - 4px)` }
}
