import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { t } from './text.ts'

/** A line to be copied. Without the clipboard (plain HTTP) the text is selected instead. */
export function CopyBox({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async (box: HTMLElement | null) => {
    if (box) getSelection()?.selectAllChildren(box)
    if (!navigator.clipboard) return document.execCommand('copy') && setCopied(true)
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className="copybox">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, by keyboard too */}
      <code tabIndex={0} role="textbox" aria-readonly="true" aria-label={label}>
        {text}
      </code>
      <button type="button" className="button" onClick={(event) => copy(event.currentTarget.previousElementSibling as HTMLElement)}>
        {copied ? <Check className="icon" /> : <Copy className="icon" />}
        {copied ? t('copied') : t('copy')}
      </button>
    </div>
  )
}
