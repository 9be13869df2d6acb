import type { Language, Persona, ShownPersona, Style } from '@baton/contracts/answering.ts'
import { api, type Bot } from '@baton/contracts/api.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { brandStyle } from '../ui/colour.ts'
import { Square } from '../ui/Face.tsx'
import { Area, Problem } from '../ui/Field.tsx'
import { personaText as t } from './answers-text.ts'
import { BotChoice, useChosenBot } from './BotChoice.tsx'
import { type Edited, Head, SavedForm, useEdited } from './form.tsx'
import { PersonaPicture } from './PersonaPicture.tsx'

const keyOf = (bot: string) => ['persona', bot]

/** Who a bot is to visitors. */
export function PersonaSettings() {
  const bot = useChosenBot()
  const { data, error } = useQuery({ queryKey: keyOf(bot.id), queryFn: () => call(api.persona, { params: { id: bot.id } }) })
  return (
    <>
      <Head title={t('title')} intro={t('intro')}>
        <BotChoice />
      </Head>
      <div className="page-body split">
        {data ? <Form key={bot.id} bot={bot} saved={data} /> : <Problem sentence={sentenceFor(error)} />}
      </div>
    </>
  )
}

type Fields = Omit<Persona, 'does' | 'donts'> & { does: string; donts: string }

function Form({ bot, saved }: { bot: Bot; saved: ShownPersona }) {
  const me = useMe()
  const client = useQueryClient()
  const { picture, ...persona } = saved
  const edited = useEdited<Fields>({ ...persona, does: persona.does.join('\n'), donts: persona.donts.join('\n') })
  const { does, donts, ...rest } = edited.value
  const know = (now: ShownPersona) => client.setQueryData(keyOf(bot.id), now)
  const save = async () => {
    know(await call(api.changePersona, { params: { id: bot.id }, body: { ...rest, does: linesOf(does), donts: linesOf(donts) } }))
  }
  const check = () => ([does, donts].some((text) => tooMuch(linesOf(text))) ? t('tooMany') : null)
  return (
    <>
      <SavedForm dirty={edited.dirty} undo={edited.undo} save={save} check={check}>
        <fieldset className="plain" disabled={!mayChange(me)}>
          <PersonaPicture bot={bot.id} picture={picture} changed={know} />
          <PersonaFields edited={edited} />
        </fieldset>
      </SavedForm>
      <Introduction bot={bot} picture={picture} bio={rest.bio} company={me.company} />
    </>
  )
}

const mostWishes = 20
const longestWish = 200
const linesOf = (text: string) => text.split('\n').flatMap((line) => line.trim() || [])
const tooMuch = (wishes: string[]) => wishes.length > mostWishes || wishes.some((wish) => wish.length > longestWish)

const styles: readonly Style[] = ['plain', 'friendly', 'formal']
const languages: readonly Language[] = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'sv']
const languageNames = new Intl.DisplayNames('en', { type: 'language' })

function PersonaFields({ edited: { value, change } }: { edited: Edited<Fields> }) {
  const id = useId()
  return (
    <>
      <Area
        label={t('bio')}
        hint={t('bioHint')}
        rows={2}
        maxLength={300}
        value={value.bio}
        onChange={({ target }) => change({ bio: target.value })}
      />
      <fieldset className="choices">
        <legend>{t('style')}</legend>
        {styles.map((style) => (
          <label key={style}>
            <input type="radio" name={`${id}-style`} checked={value.style === style} onChange={() => change({ style })} />
            {t(style)}
          </label>
        ))}
      </fieldset>
      <div className="labelled">
        <label htmlFor={id}>{t('language')}</label>
        <select
          id={id}
          className="field"
          aria-describedby={`${id}-hint`}
          value={value.language}
          onChange={({ target }) => change({ language: target.value as Persona['language'] })}
        >
          <option value="visitor">{t('visitor')}</option>
          {languages.map((code) => (
            <option key={code} value={code}>
              {languageNames.of(code)}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} className="small quiet">
          {t('languageHint')}
        </p>
      </div>
      <Area label={t('does')} hint={t('doesHint')} rows={3} value={value.does} onChange={({ target }) => change({ does: target.value })} />
      <Area
        label={t('donts')}
        hint={t('dontsHint')}
        rows={3}
        value={value.donts}
        onChange={({ target }) => change({ donts: target.value })}
      />
      <p className="small quiet">{t('needsModel')}</p>
    </>
  )
}

function Introduction({ bot, picture, bio, company }: { bot: Bot; picture: string | null; bio: string; company: string }) {
  return (
    <aside className="example" aria-label={t('example')}>
      <h2>{t('example')}</h2>
      <div className="example-panel introduction" data-brand style={brandStyle(bot.brand)}>
        <header>
          {picture ? <img className="bot-picture" src={picture} alt="" width={28} height={28} /> : <Square size={28} />}
          <strong className="clip">{bot.name}</strong>
        </header>
        <p className="bubble mine">{t('asked')}</p>
        <p className="bubble">{t('hello', bot.name, company, bio.trim())}</p>
      </div>
    </aside>
  )
}
