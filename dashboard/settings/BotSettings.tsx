import { api, type Bot } from '@baton/contracts/api.ts'
import { useQueryClient } from '@tanstack/react-query'
import { mayChange, meQuery, useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { CopyBox } from '../ui/CopyBox.tsx'
import { brandStyle } from '../ui/colour.ts'
import { Square } from '../ui/Face.tsx'
import { Area, Field } from '../ui/Field.tsx'
import { MessageCircle } from '../ui/icons.tsx'
import { BotChoice, useChosenBot } from './BotChoice.tsx'
import { type Edited, Head, SavedForm, useEdited } from './form.tsx'
import { IdentitySecret } from './IdentitySecret.tsx'
import { snippetFor } from './snippet.ts'
import { t } from './text.ts'

export function BotSettings() {
  const bot = useChosenBot()
  return <Form key={bot.id} bot={bot} />
}

type Fields = { name: string; brand: string; sites: string }
const hex = /^#[0-9a-f]{6}$/i

function Form({ bot }: { bot: Bot }) {
  const me = useMe()
  const client = useQueryClient()
  const edited = useEdited<Fields>({ name: bot.name, brand: bot.brand, sites: bot.sites.join('\n') })
  const { name, brand, sites } = edited.value
  const save = async () => {
    await call(api.changeBot, { params: { id: bot.id }, body: { name: name.trim(), brand, sites: sites.split(/[\s,]+/).filter(Boolean) } })
    await client.invalidateQueries(meQuery)
  }
  return (
    <>
      <Head title={t('botPage')} intro={t('botIntro')}>
        <BotChoice />
      </Head>
      <div className="page-body split">
        <SavedForm dirty={edited.dirty} undo={edited.undo} save={save} check={() => (hex.test(brand) ? null : t('colourBad'))}>
          <fieldset className="plain" disabled={!mayChange(me)}>
            <BotFields edited={edited} />
          </fieldset>
          <section>
            <h2>{t('snippet')}</h2>
            <p className="quiet">{t('snippetHint')}</p>
            <CopyBox text={snippetFor(me.publicUrl, bot.id)} label={t('snippet')} />
            <p>
              <a className="button" href={`/try/${bot.id}`} target="_blank" rel="noreferrer">
                {t('tryIt')}
              </a>
            </p>
          </section>
          {mayChange(me) && <IdentitySecret bot={bot} />}
        </SavedForm>
        <Example name={name} brand={hex.test(brand) ? brand : bot.brand} />
      </div>
    </>
  )
}

function BotFields({ edited: { value, change } }: { edited: Edited<Fields> }) {
  return (
    <>
      <Field label={t('name')} maxLength={120} value={value.name} onChange={({ target }) => change({ name: target.value })} />
      <ColourField value={value.brand} onChange={(brand) => change({ brand })} />
      <Area
        label={t('sites')}
        hint={t('sitesHint')}
        rows={3}
        value={value.sites}
        onChange={({ target }) => change({ sites: target.value })}
      />
    </>
  )
}

export function ColourField({ value, onChange }: { value: string; onChange: (hex: string) => void }) {
  return (
    <div className="colour">
      <Field
        label={t('colour')}
        hint={t('colourHint')}
        error={hex.test(value) ? null : t('colourBad')}
        value={value}
        maxLength={7}
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
      <input
        type="color"
        aria-label={t('colour')}
        value={hex.test(value) ? value : '#000000'}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}

/** A small widget in the chosen colour. */
export function Example({ name, brand }: { name: string; brand: string }) {
  return (
    <aside className="example" aria-label={t('example')}>
      <h2>{t('example')}</h2>
      <div className="example-panel" data-brand style={brandStyle(brand)}>
        <header>
          <Square size={28} />
          <strong className="clip">{name}</strong>
        </header>
        <p className="bubble">{t('exampleHello')}</p>
        <span className="launcher">
          <MessageCircle />
        </span>
      </div>
    </aside>
  )
}
