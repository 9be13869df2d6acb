import { type KeyboardEvent, useId, useState } from 'react'
import { X } from '../ui/icons.tsx'
import { languageCodes, languageName } from './languages.ts'
import { t } from './text.ts'

type Props = { label: string; hint?: string; values: readonly string[]; onChange: (values: string[]) => void; error?: string | null }

/** A few words, each of which can be taken away again. Enter or a comma adds one. */
export function Words({ label, hint, values, onChange, error }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const add = () => {
    const word = text.trim().slice(0, 60)
    setText('')
    if (word !== '' && !values.includes(word)) onChange([...values, word])
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && text === '' && values.length > 0) return onChange(values.slice(0, -1))
    if (event.key !== ',' && (event.key !== 'Enter' || text.trim() === '')) return
    event.preventDefault()
    add()
  }
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      <Chips values={values} onChange={onChange} word={(value) => value}>
        <input
          id={id}
          className="chip-input"
          value={text}
          maxLength={60}
          size={12}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={key}
          onBlur={add}
        />
      </Chips>
      {hint && <p className="small quiet">{hint}</p>}
      {error && <p className="field-error">{error}</p>}
    </div>
  )
}

export function Languages({ label, hint, values, onChange }: Props) {
  const id = useId()
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      <Chips values={values} onChange={onChange} word={languageName}>
        <select id={id} className="chip-input" value="" onChange={({ target }) => onChange([...values, target.value])}>
          <option value="">{t('addLanguage')}</option>
          {languageCodes
            .filter((code) => !values.includes(code))
            .map((code) => (
              <option key={code} value={code}>
                {languageName(code)}
              </option>
            ))}
        </select>
      </Chips>
      {hint && <p className="small quiet">{hint}</p>}
    </div>
  )
}

type ChipsProps = Pick<Props, 'values' | 'onChange'> & { word: (value: string) => string; children: React.ReactNode }

function Chips({ values, onChange, word, children }: ChipsProps) {
  return (
    <div className="chips field">
      {values.map((value) => (
        <span key={value} className="tag">
          {word(value)}
          <button
            type="button"
            aria-label={t('removeOne', word(value))}
            onClick={() => onChange(values.filter((other) => other !== value))}
          >
            <X className="icon" />
          </button>
        </span>
      ))}
      {children}
    </div>
  )
}
