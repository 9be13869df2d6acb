import { createRootRoute, createRoute, createRouter, Link, lazyRouteComponent, Outlet, redirect, useParams } from '@tanstack/react-router'
import { SignIn } from './account/SignIn.tsx'
import { Invitation, Recovery } from './account/WithLink.tsx'
import { ConversationPage } from './conversation/ConversationPage.tsx'
import { Frame } from './Frame.tsx'
import { Choose } from './inbox/Choose.tsx'
import { InboxPage, readInboxSearch } from './inbox/InboxPage.tsx'
import { KnowledgePage } from './knowledge/KnowledgePage.tsx'
import { SourcePage } from './knowledge/SourcePage.tsx'
import { readViewSearch } from './knowledge/views.ts'
import { GapPage } from './learning/GapPage.tsx'
import { readStateSearch } from './learning/state.ts'
import { AccountSettings } from './settings/AccountSettings.tsx'
import { readBotSearch } from './settings/BotChoice.tsx'
import { BotSettings } from './settings/BotSettings.tsx'
import { KeySettings } from './settings/KeySettings.tsx'
import { SettingsFrame } from './settings/SettingsFrame.tsx'
import { SetupPage } from './setup/SetupPage.tsx'
import { PersonPage } from './team/PersonPage.tsx'
import { TeamPage } from './team/TeamPage.tsx'
import { TeamSettings } from './team/TeamSettings.tsx'
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

const board = createRoute({
  getParentRoute: () => inside,
  path: '/board',
  component: lazyRouteComponent(() => import('./board/BoardPage.tsx'), 'BoardPage'),
})

const knowledge = createRoute({ getParentRoute: () => inside, path: '/knowledge', component: Outlet, validateSearch: readBotSearch })
const sources = createRoute({ getParentRoute: () => knowledge, path: '/', component: KnowledgePage })
const source = createRoute({ getParentRoute: () => knowledge, path: '$source', component: OpenSource, validateSearch: readViewSearch })
const gaps = createRoute({
  getParentRoute: () => knowledge,
  path: 'gaps',
  component: lazyRouteComponent(() => import('./learning/GapsPage.tsx'), 'GapsPage'),
  validateSearch: readStateSearch,
})
const gap = createRoute({ getParentRoute: () => knowledge, path: 'gaps/$gap', component: OpenGap })
const review = createRoute({
  getParentRoute: () => knowledge,
  path: 'review',
  component: lazyRouteComponent(() => import('./learning/ReviewPage.tsx'), 'ReviewPage'),
  validateSearch: readStateSearch,
})
const tests = createRoute({
  getParentRoute: () => knowledge,
  path: 'tests',
  component: lazyRouteComponent(() => import('./learning/TestsPage.tsx'), 'TestsPage'),
})
const playground = createRoute({
  getParentRoute: () => knowledge,
  path: 'playground',
  component: lazyRouteComponent(() => import('./learning/PlaygroundPage.tsx'), 'PlaygroundPage'),
})
const sure = createRoute({
  getParentRoute: () => knowledge,
  path: 'sure',
  component: lazyRouteComponent(() => import('./learning/SurePage.tsx'), 'SurePage'),
})

const settings = createRoute({ getParentRoute: () => inside, path: '/settings', component: SettingsFrame, validateSearch: readBotSearch })
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/team' })
  },
})
const teamSettings = createRoute({ getParentRoute: () => settings, path: 'team', component: TeamSettings })
const oneTeam = createRoute({ getParentRoute: () => settings, path: 'team/$team', component: OpenTeam })
const onePerson = createRoute({ getParentRoute: () => settings, path: 'team/people/$person', component: OpenPerson })
const botSettings = createRoute({ getParentRoute: () => settings, path: 'bot', component: BotSettings })
const escalationSettings = createRoute({
  getParentRoute: () => settings,
  path: 'escalation',
  component: lazyRouteComponent(() => import('./rules/RulesPage.tsx'), 'RulesPage'),
})
const modelSettings = createRoute({
  getParentRoute: () => settings,
  path: 'answers',
  component: lazyRouteComponent(() => import('./settings/ModelSettings.tsx'), 'ModelSettings'),
})
const personaSettings = createRoute({
  getParentRoute: () => settings,
  path: 'persona',
  component: lazyRouteComponent(() => import('./settings/PersonaSettings.tsx'), 'PersonaSettings'),
})
const keySettings = createRoute({ getParentRoute: () => settings, path: 'keys', component: KeySettings })
const accountSettings = createRoute({ getParentRoute: () => settings, path: 'account', component: AccountSettings })

const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: SetupPage })
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: SignIn,
  validateSearch: (search: Record<string, unknown>): { to?: string } => ({ to: typeof search.to === 'string' ? search.to : undefined }),
})
const recover = createRoute({ getParentRoute: () => root, path: '/recover', component: Recovery })
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation', component: Invitation })

const tree = root.addChildren([
  home,
  inside.addChildren([
    inbox.addChildren([choose, conversation]),
    board,
    knowledge.addChildren([sources, source, gaps, gap, review, tests, playground, sure]),
    settings.addChildren([
      settingsHome,
      teamSettings,
      oneTeam,
      onePerson,
      botSettings,
      personaSettings,
      modelSettings,
      escalationSettings,
      keySettings,
      accountSettings,
    ]),
  ]),
  setup,
  login,
  recover,
  invitation,
])

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

function OpenSource() {
  const { source: id } = useParams({ from: '/inside/knowledge/$source' })
  return <SourcePage key={id} id={id} />
}

function OpenGap() {
  const { gap: id } = useParams({ from: '/inside/knowledge/gaps/$gap' })
  return <GapPage key={id} id={id} />
}

function OpenTeam() {
  const { team: id } = useParams({ from: '/inside/settings/team/$team' })
  return <TeamPage key={id} id={id} />
}

function OpenPerson() {
  const { person: id } = useParams({ from: '/inside/settings/team/people/$person' })
  return <PersonPage key={id} id={id} />
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
