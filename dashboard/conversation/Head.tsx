import { Menu } from '@base-ui/react/menu'
import type { Conversation } from '@baton/contracts/conversation.ts'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { useMe, useNames } from '../account/me.tsx'
import { type ActionId, definitionOf } from '../actions/definitions.ts'
import { KeysOf } from '../actions/Keys.tsx'
import { perform, useAvailable } from '../actions/registry.ts'
import { RingClock } from '../team/RingClock.tsx'
import { copyText } from '../ui/copy.ts'
import { Check, ChevronLeft, Ellipsis, Hand, PanelRight, RotateCcw, Undo2, X } from '../ui/icons.tsx'
import { toast } from '../ui/toasts.tsx'
import type { Acts } from './acts.ts'
import { firstName, visitorName } from './people.ts'
import { t } from './text.ts'
import { Wait } from './Wait.tsx'

export type Asking = 'close' | 'handBack' | null
type Props = { c: Conversation; acts: Acts; ask: (what: Asking) => void; onBriefing: () => void }
type Action = { key: string; label: string; icon: ReactNode; run: () => void; primary?: boolean }

export function Head({ c, acts, ask, onBriefing }: Props) {
  const actions = useButtons(c, acts, ask)
  return (
    <header>
      <Link to="/inbox" search={(search) => search} className="button bare square back" aria-label={t('back')}>
        <ChevronLeft className="icon" />
      </Link>
      <div>
        <h1 className="clip">{visitorName(c)}</h1>
        <Under c={c} />
      </div>
      {c.waiting !== null && (
        <span className="narrow">
          <Wait since={c.waiting} />
        </span>
      )}
      <RingClock c={c} />
      {actions.map(({ key, label, icon, run, primary }) => (
        <button key={key} type="button" className={primary ? 'button primary' : 'button wide'} onClick={run}>
          {icon}
          {label}
        </button>
      ))}
      <button type="button" className="button bare square drawer-toggle" aria-label={t('briefing')} onClick={onBriefing}>
        <PanelRight className="icon" />
      </button>
      <More actions={actions} />
    </header>
  )
}

function Under({ c }: { c: Conversation }) {
  const me = useMe()
  const names = useNames()
  const parts = [c.page && t('onPage', c.page.title || c.page.url), holderWord(c, me.agent.id, names.team)]
  return <p className="small quiet clip">{parts.filter(Boolean).join(' · ')}</p>
}

function holderWord({ holder }: Conversation, me: string, team: (id: string) => string): string {
  if (holder.kind === 'queue') return team(holder.team)
  if (holder.kind === 'agent') return holder.agent === me ? t('you') : firstName(holder.name)
  return holder.kind === 'bot' ? t('bot') : ''
}

/** What can be done now, the most likely first. */
function useButtons(c: Conversation, acts: Acts, ask: (what: Asking) => void): Action[] {
  const me = useMe().agent.id
  const takeOver: Action = { key: 'takeOver', label: t('takeOver'), icon: <Hand className="icon" />, run: acts.takeOver }
  const close: Action = { key: 'close', label: t('close'), icon: <Check className="icon" />, run: () => ask('close') }
  const handBack: Action = { key: 'handBack', label: t('handBack'), icon: <Undo2 className="icon" />, run: () => ask('handBack') }
  switch (c.holder.kind) {
    case 'queue':
      return [
        { key: 'accept', label: t('accept'), icon: <Check className="icon" />, run: acts.accept, primary: true },
        ...(c.holder.ringing?.agents.includes(me)
          ? [{ key: 'decline', label: t('decline'), icon: <X className="icon" />, run: acts.decline }]
          : []),
        close,
      ]
    case 'bot':
      return [takeOver, close]
    case 'agent':
      return c.holder.agent === me ? [handBack, close] : [takeOver, close]
    case 'closed':
      return [{ key: 'reopen', label: t('reopen'), icon: <RotateCcw className="icon" />, run: acts.reopen }]
  }
}

const inMenu: readonly ActionId[] = ['transfer', 'assign', 'follow', 'unfollow']

function More({ actions }: { actions: Action[] }) {
  const available = useAvailable()
  const copy = async () => {
    if (await copyText(location.href)) toast({ key: 'copied', title: t('linkCopied') })
  }
  const place = useRef<HTMLSpanElement>(null)
  return (
    <span ref={place}>
      <Menu.Root>
        <Menu.Trigger className="button bare square" aria-label={t('more')}>
          <Ellipsis className="icon" />
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner className="positioner" align="end" sideOffset={4}>
            <Menu.Popup className="menu">
              {actions
                .filter(({ primary }) => !primary)
                .map(({ key, label, icon, run }) => (
                  <Menu.Item key={key} className="item only-narrow" onClick={run}>
                    {icon}
                    {label}
                  </Menu.Item>
                ))}
              {available
                .filter((id) => inMenu.includes(id))
                .map((id) => (
                  <Menu.Item key={id} className="item" onClick={() => perform(id)}>
                    {definitionOf(id).words} <KeysOf id={id} />
                  </Menu.Item>
                ))}
              <Menu.Item className="item" onClick={copy}>
                {t('copyLink')}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </span>
  )
}
