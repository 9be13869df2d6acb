import type { TeamSettings } from '@baton/contracts/team.ts'
import { Area } from '../ui/Field.tsx'
import { t } from './text.ts'

type Texts = TeamSettings['texts']
type Props = { texts: Texts; onChange: (texts: Texts) => void; defaults: { texts: Partial<Record<keyof Texts, string>> } }

const keys = ['connecting', 'promise', 'promiseByEmail', 'waitOffer'] as const

/** The team's own words; where it has none, the bot's stand as an example. */
export function Messages({ texts, onChange, defaults }: Props) {
  return (
    <section className="narrow-body">
      <h2>{t('messages')}</h2>
      <p className="quiet">{t('messagesIntro')}</p>
      {keys.map((key) => (
        <Area
          key={key}
          label={key === 'waitOffer' ? t('waitOfferText') : t(key)}
          rows={2}
          maxLength={600}
          placeholder={defaults.texts[key]}
          value={texts[key] ?? ''}
          onChange={({ target }) => onChange({ ...texts, [key]: target.value || null })}
        />
      ))}
    </section>
  )
}
