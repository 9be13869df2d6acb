import type { TeamSettings } from '@baton/contracts/team.ts'
import type { Defaults } from './ladder.ts'
import { NumberField } from './NumberField.tsx'
import { t } from './text.ts'

type Props = { settings: TeamSettings; set: (part: Partial<TeamSettings>) => void; defaults: Defaults }

const modes = ['ringAll', 'ringOne', 'assign'] as const

/** How a conversation finds somebody. */
export function Ringing({ settings, set, defaults }: Props) {
  return (
    <section className="narrow-body">
      <h2>{t('ringing')}</h2>
      <fieldset className="choices">
        <legend className="hidden">{t('ringing')}</legend>
        {modes.map((mode) => (
          <label key={mode}>
            <input type="radio" name="ring-mode" checked={settings.mode === mode} onChange={() => set({ mode })} />
            <span>
              {t('mode', mode)} <span className="quiet">{t('modeHint', mode)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {settings.mode !== 'ringAll' && (
        <label className="labelled">
          <span>{t('order')}</span>
          <select className="field" value={settings.order} onChange={({ target }) => set({ order: target.value as TeamSettings['order'] })}>
            <option value="idle">{t('idle')}</option>
            <option value="roundRobin">{t('roundRobin')}</option>
          </select>
        </label>
      )}
      <div className="setting">
        <label>
          <input className="switch" type="checkbox" checked={settings.sticky} onChange={({ target }) => set({ sticky: target.checked })} />
          {t('sticky')}
        </label>
      </div>
      <div className="team-numbers">
        <NumberField
          label={t('ringSeconds')}
          hint={t('asBot', `${defaults.ringMs / 1_000} s`)}
          value={settings.ringMs}
          unit={1_000}
          empties
          min={5}
          max={600}
          onChange={(ringMs) => set({ ringMs })}
        />
        <NumberField
          label={t('teamCapacity')}
          hint={t('noLimit')}
          value={settings.capacity}
          empties
          max={10_000}
          onChange={(capacity) => set({ capacity })}
        />
        <NumberField
          label={t('silentMinutes')}
          hint={`${t('silentHint')} ${t(settings.mode === 'assign' ? 'threeMinutes' : 'never')}`}
          value={settings.silentMinutes}
          empties
          min={1}
          max={1_440}
          onChange={(silentMinutes) => set({ silentMinutes })}
        />
      </div>
    </section>
  )
}
