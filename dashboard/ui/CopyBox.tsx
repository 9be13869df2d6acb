import { useState } from 'react'
import { copyText } from './copy.ts'
import { Check, Copy } from './icons.tsx'
import { t } from './text.ts'

/** A line to be copied. */
export function CopyBox({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => setCopied(await copyText(text))
  return (
    <div className="copybox">
      <input readOnly value={text} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <button type="button" className="button" onClick={copy}>
        {copied ? <Check className="icon" /> : <Copy className="icon" />}
        {copied ? t('copied') : t('copy')}
      </button>
    </div>
  )
}
