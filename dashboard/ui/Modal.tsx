import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from './text.ts'

type Props = { open: boolean; onClose: () => void; title: string; intro?: string; broad?: boolean; children: ReactNode }

/** A dialog in the middle of the page; on a phone it stands at the bottom. */
export function Modal({ open, onClose, title, intro, broad = false, children }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className={broad ? 'modal broad' : 'modal'}>
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
