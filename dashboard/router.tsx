import { createRootRoute, createRoute, createRouter, Link, Outlet, redirect, useParams } from '@tanstack/react-router'
import { SignIn } from './account/SignIn.tsx'
import { Invitation, Recovery } from './account/WithLink.tsx'
import { ConversationPage } from './conversation/ConversationPage.tsx'
import { Frame } from './Frame.tsx'
import { Choose } from './inbox/Choose.tsx'
import { InboxPage, readInboxSearch } from './inbox/InboxPage.tsx'
import { t } from './text.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken })

const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Frame })
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox' })
  },
})
const inbox = createRoute({ getParentRoute: () => inside, path: '/inbox', component: InboxPage, validateSearch: readInboxSearch })
const choose = createRoute({ getParentRoute: () => inbox, path: '/', component: Choose })
const conversation = createRoute({ getParentRoute: () => inbox, path: '$conversation', component: OpenConversation })

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: SignIn,
  validateSearch: (search: Record<string, unknown>): { to?: string } => ({ to: typeof search.to === 'string' ? search.to : undefined }),
})
const recover = createRoute({ getParentRoute: () => root, path: '/recover', component: Recovery })
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation', component: Invitation })

const tree = root.addChildren([home, inside.addChildren([inbox.addChildren([choose, conversation])]), login, recover, invitation])

export const router = createRouter({ routeTree: tree, defaultPreload: false, scrollRestoration: false })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

function OpenConversation() {
  const { conversation: id } = useParams({ from: '/inside/inbox/$conversation' })
  return <ConversationPage key={id} id={id} />
}

function NotFound() {
  return (
    <div className="blank page">
      <h1>{t('notFound')}</h1>
      <Link to="/inbox" className="button">
        {t('toInbox')}
      </Link>
    </div>
  )
}

function Broken() {
  return (
    <div className="blank page" role="alert">
      <h1>{t('broken')}</h1>
      <p className="quiet">{t('brokenHint')}</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        {t('reload')}
      </button>
    </div>
  )
}
