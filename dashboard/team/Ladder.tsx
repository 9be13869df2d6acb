import type { LadderStep, Team, TeamSettings } from '@baton/contracts/team.ts'
import { ladderOf } from '@baton/core/ladder.ts'
import { ArrowDown, Plus, Trash2 } from '../ui/icons.tsx'
import { LadderTimeline } from './LadderTimeline.tsx'
import { type Defaults, moved, unreached } from './ladder.ts'
import { NumberField } from './NumberField.tsx'
import { t } from './text.ts'
import type { Staff } from './use.ts'
import { WhatIf } from './WhatIf.tsx'

type Props = {
  team: Team
  value: TeamSettings
  set: (part: Partial<TeamSettings>) => void
  defaults: Defaults & { texts: { connecting: string; waitOffer: string } }
  staff: Staff
  fallbackProblem: string | null
}

/** What happens while nobody accepts: a list to change, and the same drawn over time. */
export function Ladder({ team, value, set, defaults, staff, fallbackProblem }: Props) {
  return (
    <section>
      <h2>{t('nobody')}</h2>
      <p className="quiet">{t('nobodyIntro')}</p>
      <LadderTimeline settings={value} defaults={defaults} names={namesFor(team, value, staff)} />
      <Steps settings={value} set={set} />
      <Warnings team={team} settings={value} defaults={defaults} />
      <div className="team-numbers">
        <NumberField
          label={t('patience')}
          hint={t('asBot', `${defaults.patienceMs / 60_000} min`)}
          value={value.patienceMs}
          unit={60_000}
          empties
          min={1}
          max={1_440}
          onChange={(patienceMs) => set({ patienceMs })}
        />
        <NumberField
          label={t('answerWithin')}
          hint={t('asBot', `${defaults.answerWithinMs / 3_600_000} h`)}
          value={value.answerWithinMs}
          unit={3_600_000}
          empties
          min={1}
          max={336}
          onChange={(answerWithinMs) => set({ answerWithinMs })}
        />
        <Fallback team={team} value={value.fallback} teams={staff.teams} set={set} problem={fallbackProblem} />
      </div>
      <div className="setting">
        <label>
          <input
            className="switch"
            type="checkbox"
            checked={value.waitOffer}
            onChange={({ target }) => set({ waitOffer: target.checked })}
          />
          {t('waitOffer')}
        </label>
      </div>
      <WhatIf team={team} settings={value} people={staff.people} />
    </section>
  )
}

type FallbackProps = Pick<Props, 'team' | 'set'> & { value: string | null; teams: readonly Team[]; problem: string | null }

function Fallback({ team, value, teams, set, problem }: FallbackProps) {
  return (
    <div className="labelled">
      <label htmlFor="fallback">{t('fallback')}</label>
      <select
        id="fallback"
        className="field"
        aria-invalid={problem !== null || undefined}
        value={value ?? ''}
        onChange={({ target }) => set({ fallback: target.value || null })}
      >
        <option value="">{t('noFallbackTeam')}</option>
        {teams
          .filter(({ id }) => id !== team.id)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </select>
      {problem && <p className="field-error">{problem}</p>}
    </div>
  )
}

const reaches = ['next', 'everybody', 'supervisors', 'fallback'] as const

function Steps({ settings, set }: Pick<Props, 'set'> & { settings: TeamSettings }) {
  const { ladder } = settings
  const change = (i: number, part: Partial<LadderStep>) =>
    set({ ladder: ladder.map((step, at) => (at === i ? { ...step, ...part } : step)) })
  const add = () =>
    set({ ladder: [...ladder, { do: reaches.find((one) => !ladder.some((step) => step.do === one)) ?? 'everybody', ms: 90_000 }] })
  return (
    <>
      {ladder.length === 0 && <p className="quiet">{t('asMode')}</p>}
      <ol className="ladder-steps">
        {ladder.map((step, i) => (
          <li key={i}>
            <span className="quiet num">{i + 1}</span>
            <select
              className="field"
              aria-label={t('stepDo', i + 1)}
              value={step.do}
              onChange={({ target }) => change(i, { do: target.value as LadderStep['do'] })}
            >
              {reaches.map((reach) => (
                <option key={reach} value={reach}>
                  {t('reach', reach)}
                </option>
              ))}
            </select>
            {i === ladder.length - 1 ? (
              <span className="quiet">{t('untilEnd')}</span>
            ) : (
              <span className="step-time">
                <Seconds label={t('stepMs', i + 1)} ms={step.ms} onChange={(ms) => change(i, { ms })} /> {t('seconds')}
              </span>
            )}
            <span className="step-buttons">
              <button
                type="button"
                className="button bare square up"
                aria-label={t('moveUp', i + 1)}
                disabled={i === 0}
                onClick={() => set({ ladder: moved(ladder, i, i - 1) })}
              >
                <ArrowDown className="icon" />
              </button>
              <button
                type="button"
                className="button bare square"
                aria-label={t('moveDown', i + 1)}
                disabled={i === ladder.length - 1}
                onClick={() => set({ ladder: moved(ladder, i, i + 1) })}
              >
                <ArrowDown className="icon" />
              </button>
              <button
                type="button"
                className="button bare square"
                aria-label={t('removeStep', i + 1)}
                onClick={() => set({ ladder: ladder.filter((_, at) => at !== i) })}
              >
                <Trash2 className="icon" />
              </button>
            </span>
          </li>
        ))}
      </ol>
      {ladder.length < 20 && (
        <button type="button" className="button begins" onClick={add}>
          <Plus className="icon" />
          {t('addStep')}
        </button>
      )}
    </>
  )
}

function Seconds({ label, ms, onChange }: { label: string; ms: number; onChange: (ms: number) => void }) {
  return (
    <input
      className="field amount"
      type="number"
      aria-label={label}
      min={5}
      max={3_600}
      key={ms}
      defaultValue={ms / 1_000}
      onBlur={({ target }) => {
        const seconds = Math.round(Number(target.value))
        if (seconds >= 5 && seconds <= 3_600) onChange(seconds * 1_000)
        else target.value = String(ms / 1_000)
      }}
    />
  )
}

function Warnings({ team, settings, defaults }: { team: Team; settings: TeamSettings; defaults: Defaults }) {
  const used = new Set(ladderOf(settings).map((step) => step.do))
  const late = unreached(settings, defaults)
  const found = [
    used.has('fallback') && settings.fallback === null && t('noFallback'),
    used.has('supervisors') && !team.members.some(({ supervisor }) => supervisor) && t('noSupervisor'),
    late > 0 && t('unreached', late),
  ].filter((one) => typeof one === 'string')
  return found.map((one) => (
    <p key={one} className="warning">
      {one}
    </p>
  ))
}

/** Who is meant by each step, by name. */
function namesFor(team: Team, { fallback }: TeamSettings, { people, teams }: Staff): (reach: LadderStep['do']) => string[] {
  const of = (members: Team['members']) => members.flatMap(({ agent }) => people.find(({ id }) => id === agent)?.name ?? [])
  return (reach) => {
    if (reach === 'supervisors') return of(team.members.filter(({ supervisor }) => supervisor))
    if (reach === 'fallback') return teams.filter(({ id }) => id === fallback).map(({ name }) => name)
    return of(team.members)
  }
}
