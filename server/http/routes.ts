import { type Api, api } from '@baton/contracts/api.ts'
import type { FastifyInstance } from 'fastify'
import type { answeringHandlers } from '../answering/api.ts'
import { registerPictures } from '../answering/picture-route.ts'
import { surenessHandler } from '../bot/api.ts'
import { type BotsDeps, botHandlers } from '../bots/api.ts'
import type { identityHandlers } from '../identity/api.ts'
import { keyHandlers } from '../keys/api.ts'
import type { knowledgeHandlers } from '../knowledge/api.ts'
import type { learningHandlers } from '../learning/api.ts'
import { openapi } from '../openapi.ts'
import { type PeopleDeps, peopleHandlers } from '../people/api.ts'
import type { rulesHandlers } from '../rules/api.ts'
import { type TeamsDeps, teamsHandlers } from '../teams/api.ts'
import { registerFaces } from '../teams/faces.ts'
import type { ByAgent, ByVisitor, Handler } from './context.ts'
import { type HealthDeps, registerHealth, storageOf } from './health.ts'
import { limits } from './limits.ts'
import { type PagesDeps, registerPages } from './pages.ts'
import { type Serve, type ServeDeps, serving } from './serve.ts'

/** The handlers of conversations, which live beside the one door. */
export type ConversationHandlers = {
  [K in 'conversations' | 'conversation' | 'facts' | 'turn']: Handler<ByAgent, Api[K]>
} & { [K in 'visitorFacts' | 'visitorTurn' | 'visitorSeen']: Handler<ByVisitor, Api[K]> }

export type RoutesDeps = ServeDeps &
  PeopleDeps &
  TeamsDeps &
  BotsDeps &
  HealthDeps &
  PagesDeps & {
    knowledge: ReturnType<typeof knowledgeHandlers>
    answering: ReturnType<typeof answeringHandlers>
    identity: ReturnType<typeof identityHandlers>
    learning: ReturnType<typeof learningHandlers>
    rules: ReturnType<typeof rulesHandlers>
    conversations: ConversationHandlers
  }

/** Every HTTP route of the server. Sockets are not routes: they hang on the server's `upgrade`. */
export function registerRoutes(app: FastifyInstance, deps: RoutesDeps) {
  const serve = serving(app, deps)
  servePeople(serve, deps)
  serveTeams(serve, deps)
  serveBots(serve, deps)
  serveIdentity(serve, deps.identity)
  serveKnowledge(serve, deps.knowledge)
  serveAnswering(serve, deps.answering)
  serveLearning(serve, deps.learning)
  serve.agent(api.sureness, surenessHandler(deps))
  serveRules(serve, deps.rules)
  serveKeys(serve, deps)
  serve.admin(api.storage, () => storageOf(deps.dataDir))
  serveConversations(serve, deps)
  const document = openapi()
  app.get('/v1/openapi.json', async () => document)
  registerPictures(app, deps.pool)
  registerFaces(app, deps.pool)
  registerHealth(app, deps)
  registerPages(app, deps)
}

function servePeople(serve: Serve, deps: PeopleDeps) {
  const people = peopleHandlers(deps)
  serve.anyone(api.setupState, people.setupState)
  serve.anyone(api.setup, people.setup)
  serve.anyone(api.recover, people.recover)
  serve.anyone(api.accept, people.accept)
  serve.anyone(api.signIn, people.signIn)
  serve.agent(api.signOut, people.signOut)
  serve.agent(api.me, people.me)
  serve.agent(api.changeMe, people.changeMe)
  serve.admin(api.invite, people.invite)
  serve.admin(api.changeAgent, people.changeAgent)
  serve.admin(api.removeAgent, people.removeAgent)
}

function serveTeams(serve: Serve, deps: TeamsDeps) {
  const teams = teamsHandlers(deps)
  serve.agent(api.people, teams.people)
  serve.admin(api.invitePerson, teams.invitePerson)
  serve.admin(api.changePerson, teams.changePerson)
  serve.agent(api.changeProfile, teams.changeProfile)
  serve.agent(api.setPicture, teams.setPicture)
  serve.agent(api.removePicture, teams.removePicture)
  serve.admin(api.inviteAgain, teams.inviteAgain)
  serve.admin(api.revokeInvitation, teams.revokeInvitation)
  serve.admin(api.setActive, teams.setActive)
  serve.agent(api.setStatus, teams.setStatus)
  serve.agent(api.setStatusOf, teams.setStatusOf)
  serve.agent(api.statusChanges, teams.statusChanges)
  serve.agent(api.giveSign, teams.giveSign)
  serve.admin(api.addTeam, teams.addTeam)
  serve.admin(api.changeTeam, teams.changeTeam)
  serve.admin(api.removeTeam, teams.removeTeam)
  serve.agent(api.whatIf, teams.whatIf)
  serve.admin(api.changeWork, teams.changeWork)
  serve.agent(api.countries, teams.countries)
  serve.agent(api.holidays, teams.holidays)
  serve.admin(api.readCalendar, teams.readCalendar)
  serve.agent(api.board, teams.board)
  serve.agent(api.follows, teams.follows)
  serve.agent(api.follow, teams.follow)
  serve.agent(api.transfer, teams.transfer)
  serve.agent(api.assign, teams.assign)
}

function serveBots(serve: Serve, deps: BotsDeps) {
  const bots = botHandlers(deps)
  serve.admin(api.changeBot, bots.changeBot)
  serve.agent(api.policy, bots.policy)
  serve.admin(api.changePolicy, bots.changePolicy)
  serve.anyone(api.face, bots.face)
  serve.anyone(api.visitor, bots.visitor)
}

function serveIdentity(serve: Serve, { identity, renewIdentity, removeIdentity }: RoutesDeps['identity']) {
  serve.admin(api.identity, identity)
  serve.admin(api.renewIdentity, renewIdentity)
  serve.admin(api.removeIdentity, removeIdentity)
}

function serveKnowledge(serve: Serve, knowledge: RoutesDeps['knowledge']) {
  serve.agent(api.sources, knowledge.sources)
  serve.admin(api.addSource, knowledge.addSource)
  serve.admin(api.addFile, knowledge.addFile)
  serve.agent(api.source, knowledge.source)
  serve.admin(api.changeSource, knowledge.changeSource)
  serve.admin(api.removeSource, knowledge.removeSource)
  serve.admin(api.syncSource, knowledge.syncSource)
  serve.agent(api.pages, knowledge.pages)
  serve.agent(api.pairs, knowledge.pairs)
  serve.admin(api.addPair, knowledge.addPair)
  serve.admin(api.changePair, knowledge.changePair)
  serve.admin(api.removePair, knowledge.removePair)
  serve.admin(api.changePairs, knowledge.changePairs)
  serve.admin(api.importPairs, knowledge.importPairs)
  serve.agent(api.exportPairs, knowledge.exportPairs)
  serve.agent(api.findChunks, knowledge.findChunks)
  serve.agent(api.askSource, knowledge.askSource)
  serve.agent(api.chunk, knowledge.chunk)
  serve.key(api.sync, 'sync', knowledge.sync)
}

function serveAnswering(serve: Serve, answering: RoutesDeps['answering']) {
  serve.admin(api.model, answering.model)
  serve.admin(api.changeModel, answering.changeModel)
  serve.admin(api.tryModel, answering.tryModel)
  serve.admin(api.modelUsage, answering.modelUsage)
  serve.agent(api.persona, answering.persona)
  serve.admin(api.changePersona, answering.changePersona)
  serve.admin(api.changeBotPicture, answering.changeBotPicture)
  serve.admin(api.removeBotPicture, answering.removeBotPicture)
}

function serveRules(serve: Serve, rules: RoutesDeps['rules']) {
  serve.agent(api.policies, rules.policies)
  serve.agent(api.policyVersion, rules.policyVersion)
  serve.admin(api.restorePolicy, rules.restorePolicy)
  serve.agent(api.policyUse, rules.policyUse)
  serve.agent(api.testPolicy, rules.testPolicy)
  serve.admin(api.startReplay, rules.startReplay)
  serve.admin(api.replay, rules.replay)
  serve.admin(api.replayChanges, rules.replayChanges)
  serve.admin(api.cancelReplay, rules.cancelReplay)
  serve.agent(api.why, rules.why)
  serve.agent(api.termSuggestions, rules.termSuggestions)
  serve.admin(api.settleTerm, rules.settleTerm)
}

function serveLearning(serve: Serve, learning: RoutesDeps['learning']) {
  serve.agent(api.gaps, learning.gaps)
  serve.agent(api.gap, learning.gap)
  serve.admin(api.changeGap, learning.changeGap)
  serve.admin(api.answerGap, learning.answerGap)
  serve.admin(api.tryGap, learning.tryGap)
  serve.admin(api.moveQuestion, learning.moveQuestion)
  serve.agent(api.alikeGaps, learning.alikeGaps)
  serve.admin(api.joinGap, learning.joinGap)
  serve.agent(api.reviews, learning.reviews)
  serve.agent(api.review, learning.review)
  serve.agent(api.markAnswer, learning.markAnswer)
  serve.agent(api.judgeAnswer, learning.judgeAnswer)
  serve.admin(api.approveCorrection, learning.approveCorrection)
  serve.agent(api.tests, learning.tests)
  serve.admin(api.addTest, learning.addTest)
  serve.admin(api.changeTest, learning.changeTest)
  serve.admin(api.removeTests, learning.removeTests)
  serve.admin(api.importTests, learning.importTests)
  serve.agent(api.exportTests, learning.exportTests)
  serve.admin(api.startRun, learning.startRun)
  serve.agent(api.runs, learning.runs)
  serve.agent(api.run, learning.run)
  serve.admin(api.cancelRun, learning.cancelRun)
  serve.admin(api.removeRun, learning.removeRun)
  serve.agent(api.draft, learning.draft)
  serve.admin(api.keepDraft, learning.keepDraft)
  serve.admin(api.dropDraft, learning.dropDraft)
  serve.admin(api.publishDraft, learning.publishDraft)
  serve.agent(api.playground, learning.playground)
}

function serveKeys(serve: Serve, { pool, clock }: RoutesDeps) {
  const keys = keyHandlers({ pool, clock })
  serve.admin(api.keys, keys.keys)
  serve.admin(api.addKey, keys.addKey)
  serve.admin(api.removeKey, keys.removeKey)
}

/** Acts are counted here as the sockets count theirs, with the same limiter: a line over the limit is refused before it is acknowledged. */
function serveConversations(serve: Serve, { conversations, limiter }: RoutesDeps) {
  serve.agent(api.conversations, conversations.conversations)
  serve.agent(api.conversation, conversations.conversation)
  serve.agent(api.facts, conversations.facts)
  serve.agent(api.turn, async (context, input) => {
    const retryIn = limiter.take(limits.agentActs, context.me.agent)
    return retryIn > 0 ? { no: 'tooMany', retryIn } : conversations.turn(context, input)
  })
  serve.visitor(api.visitorFacts, conversations.visitorFacts)
  serve.visitor(api.visitorTurn, async (context, input) => {
    const retryIn = limiter.take(limits.visitorActs, context.visitor.id)
    return retryIn > 0 ? { no: 'tooMany', retryIn } : conversations.visitorTurn(context, input)
  })
  serve.visitor(api.visitorSeen, conversations.visitorSeen)
}
