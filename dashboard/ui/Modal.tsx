import { Dialog } from '@base-ui/react/dialog'
import { type ReactNode, useRef } from 'react'
import { X } from './icons.tsx'
import { t } from './text.ts'

type Props = { open: boolean; onClose: () => void; title: string; intro?: string; broad?: boolean; children: ReactNode }

/** A dialog in the middle of the page; on a phone it stands at the bottom. */
export function Modal({ open, onClose, title, intro, broad = false, children }: Props) {
  const popup = useRef<HTMLDivElement>(null)
  const first = () => popup.current?.querySelector<HTMLElement>('input, textarea, select, .buttons .primary') ?? true
  return (
    <Dialog.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup ref={popup} className={broad ? 'modal broad' : 'modal'} initialFocus={first}>
          <header>
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="button bare square" aria-label={t('close')}>
              <X className="icon" />
            </Dialog.Close>
          </header>
          {intro && <Dialog.Description className="intro">{intro}</Dialog.Description>}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
