import { api } from '@baton/contracts/api.ts'
import type { Person } from '@baton/contracts/team.ts'
import { useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { Modal } from '../ui/Modal.tsx'
import { toast } from '../ui/toasts.tsx'
import { LinkOnce } from './LinkOnce.tsx'
import { t } from './text.ts'
import { useStaffAct } from './use.ts'

/** Somebody who has not come yet: until when their link works, a new one, or none. */
export function Invited({ person }: { person: Person }) {
  const { id, name, invitation } = person
  const may = mayChange(useMe())
  const now = useNow()
  const [link, setLink] = useState<string | null>(null)
  const again = useStaffAct(async () => setLink((await call(api.inviteAgain, { params: { id } })).link))
  const revoke = useStaffAct(async () => {
    await call(api.revokeInvitation, { params: { id } })
    toast({ key: 'revoked', title: t('revoked', name) })
  })
  const left = invitation?.expiresAt == null ? null : invitation.expiresAt - now
  return (
    <span className="invited">
      <span className="quiet">{left === null || left <= 0 ? t('expired') : t('invited', Math.floor(left / 86_400_000))}</span>
      {may && (
        <>
          <button type="button" className="button bare" aria-label={t('newLinkFor', name)} onClick={() => again.mutate()}>
            {t('newLink')}
          </button>
          <button type="button" className="button bare" aria-label={t('revokeFor', name)} onClick={() => revoke.mutate()}>
            {t('revoke')}
          </button>
        </>
      )}
      <Modal open={link !== null} onClose={() => setLink(null)} title={t('linkTitle', name)} intro={t('linkIntro')}>
        <LinkOnce link={link ?? ''} done={() => setLink(null)} />
      </Modal>
    </span>
  )
}
