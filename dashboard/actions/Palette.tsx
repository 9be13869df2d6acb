import { Dialog } from '@base-ui/react/dialog'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type ActionId, definitionOf } from './definitions.ts'
import { find } from './find.ts'
import { KeysOf } from './Keys.tsx'
import { perform, useAvailable } from './registry.ts'
import { t } from './text.ts'

/** Every command that can be given now, found by typing. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="modal palette" aria-label={t('commands')}>
          <Commands onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Commands({ onClose }: { onClose: () => void }) {
  const available = useAvailable()
  const list = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = find(available, text)
  const chosen = found[Math.min(at, found.length - 1)]
  const run = (id: ActionId) => {
    onClose()
    // Once the dialog has given the focus back, so that what is done may take it.
    setTimeout(() => perform(id))
  }
  const key = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) setAt((Math.min(at, found.length - 1) + by + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter' && chosen) run(chosen)
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={chosen && `${list}-${chosen}`}
        aria-label={t('find')}
        placeholder={t('find')}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setAt(0)
        }}
        onKeyDown={key}
      />
      <div id={list} role="listbox" aria-label={t('commands')} className="palette-list" tabIndex={-1}>
        {found.map((id) => (
          <Command key={id} id={id} name={`${list}-${id}`} chosen={id === chosen} onRun={() => run(id)} />
        ))}
      </div>
      {found.length === 0 && <p className="quiet palette-none">{t('nothing', text)}</p>}
      <p className="hidden" role="status">
        {t('found', found.length)}
      </p>
    </>
  )
}

type CommandProps = { id: ActionId; name: string; chosen: boolean; onRun: () => void }

function Command({ id, name, chosen, onRun }: CommandProps) {
  const { words, group } = definitionOf(id)
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys.
    <div ref={element} id={name} role="option" aria-selected={chosen} tabIndex={-1} className="palette-item" onClick={onRun}>
      <span>{words}</span>
      <span className="small quiet">{t('group', group)}</span>
      <span className="palette-keys">
        <KeysOf id={id} />
      </span>
    </div>
  )
}
