import { z } from 'zod'
import { agentAct, visitorAct } from './acts.ts'
import { answeringRoutes } from './answering.ts'
import { conversation } from './conversation.ts'
import { numbered } from './facts.ts'
import { cause, id } from './ids.ts'
import { knowledgeRoutes, type NewSource, type SourceItem } from './knowledge.ts'
import { learningRoutes } from './learning.ts'
import { policy } from './policy.ts'
import { type AnyRoute, byId, ok, route } from './route.ts'
import { rulesRoutes } from './rules.ts'
import { teamRoutes, waitRange } from './team.ts'
import { email, limits, name } from './text.ts'

export const role = z.enum(['owner', 'admin', 'agent'])
const password = z.string().min(10, 'at least 10 characters').max(200)
const token = z.string().min(20).max(100)
const brand = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour such as #3b5bdb')
const site = z
  .string()
  .max(200)
  .regex(/^[\w.*:-]+$/, 'a host such as www.example.com')

export const agent = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role,
  capacity: z.int(),
  online: z.boolean(),
  invited: z.boolean(),
})
export const bot = z.object({ id, name: z.string(), brand, sites: z.array(z.string()), policyVersion: z.int() })
export const team = z.object({ id, name: z.string() })
const me = z.object({
  agent,
  company: z.string(),
  bots: z.array(bot),
  teams: z.array(team),
  agents: z.array(agent),
  secure: z.boolean(),
  publicUrl: z.string(),
})

export const listName = z.enum(['needs', 'mine', 'all', 'closed'])
const turn = z.object({ first: z.int(), last: z.int() })
/** A visitor's view of a fact: `fact` is null where it is hidden. */
const visitorNumbered = z.object({ n: z.int(), at: z.number(), cause: z.string(), fact: z.unknown().nullable() })

const people = z.object({
  online: z.boolean(),
  names: z.array(z.string()),
  /** Whether the team is open, and when it is again. */
  open: z.boolean().optional(),
  opensAt: z.number().nullable().optional(),
})

/** Every HTTP route, as data: handlers, the typed client and the OpenAPI document follow from it. */
export const api = {
  storage: route({
    method: 'GET',
    path: '/v1/storage',
    who: 'admin',
    summary: 'How many bytes are left on the disk of the data (null: not known), and whether that is too little',
    response: z.object({ free: z.int().nullable(), low: z.boolean() }),
  }),
  setupState: route({
    method: 'GET',
    path: '/v1/setup',
    who: 'anyone',
    summary: 'Whether this install still waits for its owner',
    response: z.object({ open: z.boolean() }),
  }),
  setup: route({
    method: 'POST',
    path: '/v1/setup',
    who: 'anyone',
    summary: 'Make the owner, name the company and the first bot; signs in',
    body: z.object({
      token,
      company: name.pipe(z.string().min(1)),
      bot: name.pipe(z.string().min(1)),
      brand: brand.default('#3b5bdb'),
      name: name.pipe(z.string().min(1)),
      email,
      password,
    }),
    response: me,
  }),
  recover: route({
    method: 'POST',
    path: '/v1/recovery',
    who: 'anyone',
    summary: 'A new password for the owner, by a link from the command line',
    body: z.object({ token, password }),
    response: me,
  }),
  signIn: route({
    method: 'POST',
    path: '/v1/session',
    who: 'anyone',
    summary: 'Sign in',
    body: z.object({ email: z.string().max(limits.email), password: z.string().max(200) }),
    response: me,
  }),
  signOut: route({ method: 'DELETE', path: '/v1/session', who: 'agent', summary: 'Sign out', response: ok }),
  me: route({ method: 'GET', path: '/v1/me', who: 'agent', summary: 'Who I am, and what every screen needs', response: me }),
  changeMe: route({
    method: 'PATCH',
    path: '/v1/me',
    who: 'agent',
    summary: 'Change my name or password; a new password ends my other sessions',
    body: z.object({
      name: name.pipe(z.string().min(1)).optional(),
      password: z.object({ old: z.string().max(200), new: password }).optional(),
    }),
    response: me,
  }),

  invite: route({
    method: 'POST',
    path: '/v1/agents',
    who: 'admin',
    summary: 'Add somebody; the link to set their password is shown once',
    body: z.object({ name: name.pipe(z.string().min(1)), email, role: z.enum(['admin', 'agent']) }),
    response: z.object({ agent, link: z.string() }),
  }),
  accept: route({
    method: 'POST',
    path: '/v1/invitations/acceptance',
    who: 'anyone',
    summary: 'Set the password of an invited account; signs in',
    body: z.object({ token, password }),
    response: me,
  }),
  changeAgent: route({
    method: 'PATCH',
    path: '/v1/agents/:id',
    who: 'admin',
    summary: 'Change role, capacity or name',
    params: byId,
    body: z.object({ role: role.optional(), capacity: z.int().min(1).max(100).optional(), name: name.pipe(z.string().min(1)).optional() }),
    response: agent,
  }),
  removeAgent: route({
    method: 'DELETE',
    path: '/v1/agents/:id',
    who: 'admin',
    summary: 'End an account: its sessions and sockets close at once',
    params: byId,
    response: ok,
  }),

  changeBot: route({
    method: 'PATCH',
    path: '/v1/bots/:id',
    who: 'admin',
    summary: 'Change name, colour, allowed sites',
    params: byId,
    body: z.object({ name: name.pipe(z.string().min(1)).optional(), brand: brand.optional(), sites: z.array(site).max(50).optional() }),
    response: bot,
  }),
  identity: route({
    method: 'GET',
    path: '/v1/bots/:id/identity',
    who: 'admin',
    summary: 'The end of the secret by which the company’s server signs who its visitors are; null where there is none',
    params: byId,
    response: z.object({ secret: z.object({ hint: z.string(), readable: z.boolean() }).nullable() }),
  }),
  renewIdentity: route({
    method: 'POST',
    path: '/v1/bots/:id/identity',
    who: 'admin',
    summary: 'A new secret in place of the one before, told this once; what was signed with the one before is refused from now on',
    params: byId,
    body: z.object({}),
    response: z.object({ secret: z.string() }),
  }),
  removeIdentity: route({
    method: 'DELETE',
    path: '/v1/bots/:id/identity',
    who: 'admin',
    summary: 'Forget the secret: nobody is verified any more',
    params: byId,
    response: ok,
  }),
  policy: route({
    method: 'GET',
    path: '/v1/bots/:id/policy',
    who: 'agent',
    summary: 'How this bot decides, today',
    params: byId,
    response: z.object({ version: z.int(), policy }),
  }),
  changePolicy: route({
    method: 'PUT',
    path: '/v1/bots/:id/policy',
    who: 'admin',
    summary: 'A new version of how this bot decides',
    params: byId,
    body: policy,
    response: z.object({ version: z.int(), policy }),
  }),

  ...knowledgeRoutes,
  ...answeringRoutes,
  ...learningRoutes,
  ...rulesRoutes,
  ...teamRoutes,

  conversations: route({
    method: 'GET',
    path: '/v1/conversations',
    who: 'agent',
    summary: 'A list of the inbox, a page at a time',
    query: z.object({
      list: listName,
      limit: z.coerce.number().int().min(1).max(200).default(100),
      cursor: z.string().max(100).optional(),
      text: z.string().max(200).optional(),
    }),
    response: z.object({ rows: z.array(conversation.extend({ id })), next: z.string().nullable() }),
  }),
  conversation: route({
    method: 'GET',
    path: '/v1/conversations/:id',
    who: 'agent',
    summary: 'One conversation, folded',
    params: byId,
    response: conversation.extend({ id }),
  }),
  facts: route({
    method: 'GET',
    path: '/v1/conversations/:id/facts',
    who: 'agent',
    summary: 'Its facts after a number',
    params: byId,
    query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(500) }),
    response: z.array(numbered),
  }),
  turn: route({
    method: 'POST',
    path: '/v1/conversations/:id/turns',
    who: 'agent',
    summary: 'Act in a conversation: the same door as the socket',
    params: byId,
    body: z.object({ cause, act: agentAct }),
    response: turn,
  }),

  face: route({
    method: 'GET',
    path: '/v1/bots/:id/face',
    who: 'anyone',
    summary: 'How a bot looks, for the widget',
    params: byId,
    response: z.object({
      id,
      name: z.string(),
      company: z.string(),
      greeting: z.string(),
      greetings: z.record(z.string(), z.string()).optional(),
      brand: z.string(),
      answersWithin: z.number(),
      picture: z.string().nullable().optional(),
      bio: z.string().nullable().optional(),
      people,
    }),
  }),
  visitor: route({
    method: 'POST',
    path: '/v1/visitors',
    who: 'anyone',
    summary: 'A new visitor of a bot; the token is the only key to its conversation',
    body: z.object({ bot: id }),
    response: z.object({ token, conversation: id }),
  }),
  visitorFacts: route({
    method: 'GET',
    path: '/v1/visitor/facts',
    who: 'visitor',
    summary: 'Facts after a number; waits up to `wait` seconds for the next one (for networks that block sockets)',
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      wait: z.coerce.number().int().min(0).max(25).default(0),
      /** What was told last of an answer that is being written: more of it, or another one, ends the waiting. */
      draft: z.string().max(100).optional(),
      /** How much of it, in UTF-16 units. */
      heard: z.coerce.number().int().min(0).default(0),
    }),
    response: z.object({
      head: z.int(),
      facts: z.array(visitorNumbered),
      seen: z.object({ visitor: z.int(), agent: z.int() }),
      typing: z.string().nullable(),
      people,
      /** The place in the queue; null for whoever does not wait. */
      waiting: z.object({ place: z.int(), of: z.int(), range: waitRange }).nullable().optional(),
      /** All that was written so far of an answer that is being written, to the line of number `answers`. */
      draft: z.object({ draft: z.string(), answers: z.int(), text: z.string() }).nullable().optional(),
    }),
  }),
  visitorTurn: route({
    method: 'POST',
    path: '/v1/visitor/turns',
    who: 'visitor',
    summary: 'Act in the own conversation: the same door as the socket',
    body: z.object({ cause, act: visitorAct }),
    response: turn,
  }),
  visitorSeen: route({
    method: 'PUT',
    path: '/v1/visitor/seen',
    who: 'visitor',
    summary: 'How far the visitor has read',
    body: z.object({ n: z.int().min(0) }),
    response: ok,
  }),
} satisfies Record<string, AnyRoute>

export type Api = typeof api
export type Me = z.infer<typeof me>
export type Agent = z.infer<typeof agent>
export type Bot = z.infer<typeof bot>
export type Role = z.infer<typeof role>
export type ListName = z.infer<typeof listName>
export type { AnyRoute, NewSource, SourceItem }
