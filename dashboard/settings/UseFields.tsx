import type { ModelState, ModelUse } from '@baton/contracts/answering.ts'
import { useMe } from '../account/me.tsx'
import { Field } from '../ui/Field.tsx'
import { answersText as t } from './answers-text.ts'
import type { Form } from './model-form.ts'

/** Who answers with the model, when, and for how much. */
export function UseFields({ form: { value, change }, state }: { form: Form; state: ModelState }) {
  if (value.provider === 'none' && state.from !== 'environment') return null
  return (
    <>
      <section>
        <h2>{t('use')}</h2>
        <Bots bots={value.bots} change={change} />
        <label className="check">
          <input type="checkbox" checked={value.exactPairs} onChange={({ target }) => change({ exactPairs: target.checked })} />
          {t('exactPairs')}
        </label>
        <p className="small quiet under-check">{t('exactHint')}</p>
      </section>
      <section>
        <h2>{t('budget')}</h2>
        <Budget budget={value.budget} change={change} />
        <div className="pair-fields">
          <Price label={t('priceIn')} value={value.prices.in} change={(price) => change({ prices: { ...value.prices, in: price } })} />
          <Price label={t('priceOut')} value={value.prices.out} change={(price) => change({ prices: { ...value.prices, out: price } })} />
        </div>
        <p className="small quiet">{t('priceHint')}</p>
        <p className="num">{t('today', t('tokenCount', state.today.tokens), money(state.today.cost))}</p>
      </section>
    </>
  )
}

type Change = Form['change']

/** Null means all, also those that are made later. */
function Bots({ bots, change }: { bots: ModelUse['bots']; change: Change }) {
  const all = useMe().bots
  if (all.length < 2) return null
  const chosen = bots ?? all.map(({ id }) => id)
  const choose = (id: string, on: boolean) => {
    const now = on ? [...chosen, id] : chosen.filter((one) => one !== id)
    change({ bots: now.length === all.length ? null : now })
  }
  return (
    <fieldset className="choices">
      <legend>{t('bots')}</legend>
      {all.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={({ target }) => choose(id, target.checked)} />
          {name}
        </label>
      ))}
    </fieldset>
  )
}

const usual: Record<ModelUse['budget']['of'], ModelUse['budget']> = {
  nothing: { of: 'nothing' },
  tokens: { of: 'tokens', perDay: 1_000_000 },
  money: { of: 'money', perDay: 5 },
}

function Budget({ budget, change }: { budget: ModelUse['budget']; change: Change }) {
  return (
    <>
      <fieldset className="choices across">
        <legend className="hidden">{t('budget')}</legend>
        {(['nothing', 'tokens', 'money'] as const).map((of) => (
          <label key={of}>
            <input type="radio" name="budget" checked={budget.of === of} onChange={() => change({ budget: usual[of] })} />
            {t(of === 'nothing' ? 'noBudget' : of)}
          </label>
        ))}
      </fieldset>
      {budget.of !== 'nothing' && (
        <Field
          label={t(budget.of === 'tokens' ? 'perDayTokens' : 'perDayMoney')}
          hint={t('budgetHint')}
          type="number"
          min={budget.of === 'tokens' ? 1_000 : 0.01}
          step={budget.of === 'tokens' ? 1_000 : 'any'}
          value={budget.perDay}
          onChange={({ target }) => change({ budget: { ...budget, perDay: Number(target.value) } })}
        />
      )}
    </>
  )
}

function Price({ label, value, change }: { label: string; value: number; change: (price: number) => void }) {
  return (
    <Field
      label={label}
      type="number"
      min={0}
      step="any"
      value={value}
      onChange={({ target }) => change(Math.min(100_000, Math.max(0, Number(target.value))))}
    />
  )
}

/** In whatever currency the prices were given. */
export function money(amount: number): string {
  return amount.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: amount < 1 ? 4 : 2 })
}
