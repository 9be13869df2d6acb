import { t } from './text.ts'

type Membership = { id: string; supervisor: boolean }
type Props = {
  legend: string
  hint?: string
  all: readonly { id: string; name: string }[]
  of: readonly Membership[]
  onChange: (memberships: Membership[]) => void
}

/** Who belongs to what, and supervises it: of a person to teams, or of a team to people. */
export function Memberships({ legend, hint, all, of, onChange }: Props) {
  const without = (id: string) => of.filter((one) => one.id !== id)
  return (
    <fieldset className="choices memberships">
      <legend>{legend}</legend>
      {hint && <p className="small quiet">{hint}</p>}
      {all.map(({ id, name }) => {
        const known = of.find((one) => one.id === id)
        return (
          <div key={id}>
            <label>
              <input
                type="checkbox"
                checked={known !== undefined}
                onChange={({ target }) => onChange(target.checked ? [...of, { id, supervisor: false }] : without(id))}
              />
              {name}
            </label>
            {known && (
              <label className="quiet">
                <input
                  className="switch"
                  type="checkbox"
                  aria-label={t('supervisorOf', name)}
                  checked={known.supervisor}
                  onChange={({ target }) => onChange(of.map((one) => (one.id === id ? { id, supervisor: target.checked } : one)))}
                />
                {t('supervisor')}
              </label>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
