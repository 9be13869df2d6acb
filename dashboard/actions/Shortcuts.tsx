import { Fragment } from 'react'
import { Modal } from '../ui/Modal.tsx'
import { actionIds, definitionOf, type Group } from './definitions.ts'
import { KeysOf } from './Keys.tsx'
import { groups, t } from './text.ts'

/** All shortcuts, whether they can be used right now or not. */
export function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} onClose={onClose} title={t('shortcuts')} broad>
      <div className="shortcuts">
        {(Object.keys(groups) as Group[]).map((group) => (
          <section key={group}>
            <h3>{t('group', group)}</h3>
            <dl className="keys">
              {actionIds
                .filter((id) => definitionOf(id).group === group && (definitionOf(id).keys || definitionOf(id).shown))
                .map((id) => (
                  <Fragment key={id}>
                    <dt>
                      <KeysOf id={id} />
                    </dt>
                    <dd>{definitionOf(id).words}</dd>
                  </Fragment>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
