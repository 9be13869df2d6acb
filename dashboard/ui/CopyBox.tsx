import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { t } from './text.ts'

/** A line to be copied. Without the clipboard (plain HTTP) the text is selected instead. */
export function CopyBox({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async (box: Element | null) => {
    if (box instanceof HTMLInputElement) box.select()
    if (!navigator.clipboard) return document.execCommand('copy') && setCopied(true)
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className="copybox">
      <input readOnly value={text} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <button type="button" className="button" onClick={(event) => copy(event.currentTarget.previousElementSibling)}>
        {copied ? <Check className="icon" /> : <Copy className="icon" />}
        {copied ? t('copied') : t('copy')}
      </button>
    </div>
  )
}
