import { Popover } from '@base-ui/react/popover'
import { type ReactNode, useRef } from 'react'

type Props = { label: ReactNode; title: string; className?: string; hover?: boolean; onOpen?: () => void; children: ReactNode }

/** A small button that opens more about what it stands beside; with `hover` also under the mouse. */
export function Pop({ label, title, className = 'link', hover = false, onOpen, children }: Props) {
  const place = useRef<HTMLSpanElement>(null)
  return (
    <span ref={place} className="pop-place">
      <Popover.Root onOpenChange={(open) => open && onOpen?.()}>
        <Popover.Trigger className={className} openOnHover={hover} delay={250}>
          {label}
        </Popover.Trigger>
        <Popover.Portal container={place}>
          <Popover.Positioner className="positioner" sideOffset={6} collisionPadding={8}>
            <Popover.Popup className="menu pop" aria-label={title}>
              {children}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </span>
  )
}
