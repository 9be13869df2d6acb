import type { TextName } from '@baton/contracts/policy.ts'
import { filled } from '@baton/core/texts.ts'
import { useState } from 'react'
import { useMe } from '../account/me.tsx'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { Area } from '../ui/Field.tsx'
import { useDraft } from './draft.tsx'
import { WrongIn } from './Row.tsx'
import { t } from './text.ts'

/** Every line that the server writes, in each language, as the visitor will read it. */
export function Messages() {
  const { value, change } = useDraft()
  const [language, setLanguage] = useState('')
  const own = language === '' ? value.texts : (value.languages[language] ?? {})
  const set = (name: TextName, text: string) => {
    if (language === '') return change({ texts: { ...value.texts, [name]: text } })
    const { [name]: _, ...others } = value.languages[language] ?? {}
    change({ languages: { ...value.languages, [language]: text === '' ? others : { ...others, [name]: text } } })
  }
  return (
    <section className="rules-section messages">
      <header>
        <h2>{t('messages')}</h2>
        <Languages value={language} onChange={setLanguage} />
      </header>
      <p className="quiet small">{t('messagesIntro')}</p>
      {(Object.keys(value.texts) as TextName[]).map((name) => (
        <div key={name}>
          <Area
            label={t('text', name)}
            rows={2}
            maxLength={600}
            value={own[name] ?? ''}
            placeholder={language === '' ? '' : value.texts[name]}
            hint={<Preview text={own[name] || value.texts[name]} language={own[name] ? language : ''} />}
            onChange={({ target }) => set(name, target.value)}
          />
          <WrongIn paths={[language === '' ? `texts.${name}` : `languages.${language}.${name}`]} />
        </div>
      ))}
    </section>
  )
}

/** What is filled in, as an example. */
function Preview({ text, language }: { text: string; language: string }) {
  const me = useMe()
  const bot = useChosenBot()
  if (!text.includes('{{')) return null
  const example = {
    team: me.teams[0]?.name ?? '',
    within: 2 * 3_600_000,
    email: 'vera@example.com',
    wait: 3 * 60_000,
    'agent.name': me.agent.name.split(' ')[0] ?? '',
    'visitor.name': 'Vera',
    'bot.name': bot.name,
  }
  const said = filled(text, example, language || null)
  return (
    <>
      {t('reads')} {said}
    </>
  )
}

function Languages({ value, onChange }: { value: string; onChange: (language: string) => void }) {
  const draft = useDraft()
  const [adding, setAdding] = useState(false)
  const known = Object.keys(draft.value.languages)
  const add = (code: string) => {
    const language = code.trim().toLowerCase()
    if (/^[a-z]{2,3}$/.test(language)) {
      if (!known.includes(language)) draft.change({ languages: { ...draft.value.languages, [language]: {} } })
      onChange(language)
    }
    setAdding(false)
  }
  return (
    <span className="languages">
      <select
        className="field"
        aria-label={t('language')}
        value={value}
        onChange={({ target }) => (target.value === '+' ? setAdding(true) : onChange(target.value))}
      >
        <option value="">{t('firstLanguage')}</option>
        {known.map((code) => (
          <option key={code} value={code}>
            {new Intl.DisplayNames('en-GB', { type: 'language' }).of(code)}
          </option>
        ))}
        {!draft.disabled && <option value="+">{t('addLanguage')}</option>}
      </select>
      {adding && (
        <input
          className="field"
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the choice just made
          autoFocus
          aria-label={t('languageCode')}
          placeholder={t('languageCode')}
          maxLength={3}
          onBlur={({ target }) => add(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add(event.currentTarget.value)
          }}
        />
      )}
    </span>
  )
}
