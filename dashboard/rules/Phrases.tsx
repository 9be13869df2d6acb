import { useState } from 'react'
import { Plus, X } from '../ui/icons.tsx'
import { useDraft } from './draft.tsx'
import { t } from './text.ts'

/** The owner's own ways of asking for a person. */
export function Phrases() {
  const { value, trigger, disabled } = useDraft()
  const { phrases } = value.triggers.asked
  const [text, setText] = useState('')
  const add = () => {
    const phrase = text.trim()
    if (phrase !== '' && !phrases.includes(phrase)) trigger('asked', { phrases: [...phrases, phrase] })
    setText('')
  }
  return (
    <div className="tags-line">
      <span className="quiet">{t('phrases')}</span>
      <span className="tags">
        {phrases.map((phrase) => (
          <span key={phrase} className="tag">
            {phrase}
            <button
              type="button"
              aria-label={`${t('remove')} ${phrase}`}
              onClick={() => trigger('asked', { phrases: phrases.filter((one) => one !== phrase) })}
            >
              <X className="icon" />
            </button>
          </span>
        ))}
        {!disabled && (
          <span className="tag adding">
            <input
              aria-label={t('phrases')}
              value={text}
              maxLength={80}
              placeholder="…"
              onChange={({ target }) => setText(target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                add()
              }}
              onBlur={add}
            />
            <Plus className="icon" />
          </span>
        )}
      </span>
    </div>
  )
}
