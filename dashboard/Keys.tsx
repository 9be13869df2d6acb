import { Fragment } from 'react'
import { t } from './text.ts'
import { sendKey } from './ui/keys.ts'
import { Modal } from './ui/Modal.tsx'

const keys = [
  [['j', 'k'], 'keyMove'],
  [['↵'], 'keyOpen'],
  [['a'], 'keyAccept'],
  [['t'], 'keyTakeOver'],
  [['r'], 'keyReply'],
  [['n'], 'keyNote'],
  [[sendKey], 'keySend'],
  [['h'], 'keyHandBack'],
  [['e'], 'keyClose'],
  [['o'], 'keyReopen'],
  [['/'], 'keySearch'],
  [['?'], 'keyHelp'],
] as const

export function Keys({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} onClose={onClose} title={t('keysTitle')}>
      <dl className="keys">
        {keys.map(([names, what]) => (
          <Fragment key={what}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  )
}
