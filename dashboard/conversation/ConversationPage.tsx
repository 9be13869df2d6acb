import type { Conversation } from '@baton/contracts/conversation.ts'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useMe } from '../account/me.tsx'
import { prefer, usePreferences } from '../account/preferences.ts'
import { useActions } from '../actions/registry.ts'
import { useMayWatch } from '../board/use.ts'
import { Refused } from '../live/call.ts'
import type { Opened } from '../live/opened.ts'
import { useFollow } from '../team/follow.ts'
import { type HandingOn, HandOn } from '../team/HandOn.tsx'
import { Resizer } from '../ui/Resizer.tsx'
import { Asks } from './Asks.tsx'
import { type Acts, useActs } from './acts.ts'
import { BriefingPane } from './BriefingPane.tsx'
import { Composer, type ComposerHandle } from './Composer.tsx'
import { Copilot } from './Copilot.tsx'
import { FirstLine, hasBegun } from './FirstLine.tsx'
import { gistOf } from './gist.ts'
import { type Asking, Head } from './Head.tsx'
import { HereContext } from './here.tsx'
import { visitorCalled, visitorName } from './people.ts'
import { Timeline } from './Timeline.tsx'
import { t } from './text.ts'
import { useConversation, useSight } from './use.ts'

/** One conversation and its briefing. */
export function ConversationPage({ id }: { id: string }) {
  const { c, opened, error, again } = useConversation(id)
  useSight(id, c, opened)
  if (error) return <Failed error={error} again={again} />
  if (!c || !opened?.loaded) return <Loading name={c ? visitorName(c) : null} />
  return <Loaded id={id} c={c} opened={opened} />
}

function Loaded({ id, c, opened }: { id: string; c: Conversation; opened: Opened }) {
  const acts = useActs(id)
  const [asking, setAsking] = useState<Asking>(null)
  const briefing = useBriefing()
  const composer = useRef<ComposerHandle>(null)
  const pane = useRef<HTMLElement>(null)
  const [handing, setHanding] = useState<HandingOn>(null)
  useConversationActions(id, c, acts, { ask: setAsking, hand: setHanding }, composer)
  const episode = (n: number) => {
    briefing.closeDrawer()
    pane.current?.querySelector(`[data-n="${n}"]`)?.scrollIntoView({ block: 'start' })
  }
  const who = visitorCalled(c)
  const gist = useMemo(() => gistOf(opened.facts, c), [opened.facts, c])
  const here = useMemo(() => ({ id, who, acts, onDraft: (text: string) => composer.current?.write('reply', text) }), [id, who, acts])
  return (
    <HereContext value={here}>
      <div className="desk sheet" data-briefing={briefing.wide || undefined}>
        <section className="conversation" ref={pane} aria-label={t('region', visitorName(c))}>
          <Head c={c} acts={acts} ask={setAsking} onBriefing={briefing.toggle} />
          <Timeline id={id} c={c} opened={opened} />
          <Composer id={id} c={c} known={gist.known} ref={composer}>
            <FirstLine c={c} opened={opened} />
            {hasBegun(opened.facts) && <Copilot c={c} facts={opened.facts} />}
          </Composer>
        </section>
        <Resizer variable="--briefing" initial={320} min={260} max={480} side="end" />
        {briefing.drawer && <div className="drawer-shade" onClick={briefing.closeDrawer} aria-hidden="true" />}
        <BriefingPane c={c} opened={opened} gist={gist} open={briefing.drawer} onClose={briefing.closeDrawer} onEpisode={episode} />
        <Asks asking={asking} c={c} acts={acts} done={() => setAsking(null)} />
        <HandOn id={id} c={c} asking={handing} done={() => setHanding(null)} />
      </div>
    </HereContext>
  )
}

const narrow = '(max-width: 1100px)'

/** Beside the conversation where there is room, and remembered; else a drawer. */
function useBriefing() {
  const { briefing } = usePreferences()
  const [drawer, setDrawer] = useState(false)
  const closeDrawer = () => setDrawer(false)
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && setDrawer(false)
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [])
  const toggle = () => (matchMedia(narrow).matches ? setDrawer(!drawer) : prefer({ briefing: !briefing }))
  return { wide: briefing, drawer, toggle, closeDrawer }
}

type Wishes = { ask: (what: Asking) => void; hand: (how: HandingOn) => void }

/** What can be done in this conversation now: by key, by command and from the menu. */
function useConversationActions(
  id: string,
  c: Conversation,
  acts: Acts,
  { ask, hand }: Wishes,
  composer: { current: ComposerHandle | null },
) {
  const me = useMe().agent.id
  const mayAssign = useMayWatch()
  const { followed, set } = useFollow(id)
  const { holder } = c
  const open = holder.kind !== 'closed'
  const mine = holder.kind === 'agent' && holder.agent === me
  useActions({
    accept: holder.kind === 'queue' && (() => void acts.accept()),
    decline: holder.kind === 'queue' && holder.ringing?.agents.includes(me) && (() => void acts.decline()),
    takeOver: open && !mine && (() => void acts.takeOver()),
    reply: () => composer.current?.write('reply'),
    note: () => composer.current?.write('note'),
    handBack: mine && (() => ask('handBack')),
    transfer: holder.kind === 'agent' && (mine || mayAssign) && (() => hand('transfer')),
    assign: open && mayAssign && (() => hand('assign')),
    follow: !followed && (() => set(true)),
    unfollow: followed && (() => set(false)),
    close: open && (() => ask('close')),
    reopen: !open && (() => void acts.reopen()),
  })
}

/** Keeps the layout, and says so only when it takes long enough to be noticed. */
function Loading({ name }: { name: string | null }) {
  return (
    <div className="desk sheet" aria-busy="true">
      <section className="conversation" aria-label={t('loading')}>
        <header>
          <div>
            <h1 className="clip">{name ?? <span className="bone short" />}</h1>
          </div>
        </header>
        <div className="bones">
          <span className="bone" />
          <span className="bone ours" />
          <span className="bone" />
          <span className="bone ours" />
        </div>
      </section>
    </div>
  )
}

function Failed({ error, again }: { error: Error; again: () => void }) {
  const missing = error instanceof Refused && (error.refusal.no === 'notFound' || error.refusal.no === 'invalid')
  return (
    <div className="desk sheet">
      <div className="blank" role="alert">
        <h1>{missing ? t('notFound') : t('failed')}</h1>
        {!missing && <p className="quiet">{t('failedSafe')}</p>}
        <p>
          {!missing && (
            <button type="button" className="button" onClick={again}>
              {t('tryAgain')}
            </button>
          )}
          <Link to="/inbox" search={(search) => search} className="button bare">
            {t('backToInbox')}
          </Link>
        </p>
      </div>
    </div>
  )
}
