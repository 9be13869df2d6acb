import { Menu } from '@base-ui/react/menu'
import { limits } from '@baton/contracts/text.ts'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Area } from '../ui/Field.tsx'
import { useHere } from './here.tsx'
import { j } from './judged-text.ts'
import type { Review as Reviewed } from './timeline.ts'

type MenuProps = { answer: number; onCorrect: () => void }

/** An agent's word on an answer of the bot's. */
export function ReviewMenu({ answer, onCorrect }: MenuProps) {
  const { acts } = useHere()
  const place = useRef<HTMLSpanElement>(null)
  return (
    <span ref={place} className="pop-place">
      <Menu.Root>
        <Menu.Trigger className="link">{j('review')}</Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner className="positioner" align="end" sideOffset={4}>
            <Menu.Popup className="menu">
              {(['right', 'wrong'] as const).map((verdict) => (
                <Menu.Item key={verdict} className="item" onClick={() => void acts.review(answer, verdict, null)}>
                  {j(verdict)}
                </Menu.Item>
              ))}
              <Menu.Item className="item" onClick={onCorrect}>
                {j('correct')}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </span>
  )
}

/** The right text, written where the wrong one stands. */
export function Correction({ answer, text: was, done }: { answer: number; text: string; done: () => void }) {
  const { acts } = useHere()
  const [text, setText] = useState(was)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '' && (await acts.review(answer, 'corrected', text.trim()))) done()
  }
  return (
    <form ref={form} className="correction" onSubmit={save}>
      <Area
        label={j('correctLabel')}
        hint={j('correctHint')}
        rows={3}
        value={text}
        maxLength={limits.note}
        onChange={({ target }) => setText(target.value)}
      />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={done}>
          {j('cancel')}
        </button>
        <button type="submit" className="button primary" disabled={text.trim() === ''}>
          {j('saveCorrection')}
        </button>
      </footer>
    </form>
  )
}

export function Verdict({ review: { verdict, name, text } }: { review: Reviewed }) {
  return (
    <span className="verdict" data-verdict={verdict} title={text ?? undefined}>
      {j('verdict', name, verdict)}
    </span>
  )
}
