import { z } from 'zod'
import { passedOverWhy, reach } from './facts.ts'
import { daysOff, hours, specialDay } from './hours.ts'
import { id } from './ids.ts'
import { type AnyRoute, byId, ok, route } from './route.ts'
import { clean, email, name, note } from './text.ts'

const second = 1_000
const minute = 60 * second
const label = z.string().max(60).transform(clean).pipe(z.string().trim().min(1))
const said = z.string().max(600).transform(clean).pipe(z.string().trim().min(1)).nullable().default(null)
const language = z.string().regex(/^[a-z]{2,3}$/, 'a language such as de')
const moment = z.number()

/** What an agent declares; whether a connection stands behind it is another thing. Only whoever is `online` is rung. */
export const status = z.enum(['online', 'busy', 'away', 'offline'])

// ——— teams

/** One step of what happens when nobody accepts, and how long it lasts. */
export const ladderStep = z.object({
  do: reach,
  ms: z
    .int()
    .min(5 * second)
    .max(60 * minute),
})

/** What a team is. What is null is as the bot's policy has it. */
export const teamSettings = z.object({
  /** Names of topics: what is about one comes to this team, where nothing says otherwise. */
  topics: z.array(label).max(50).default([]),
  /** What its people speak who name no language; also whom visitors come to whose language the bot's own team doesn't name. */
  languages: z.array(language).max(30).default([]),
  /** Bots whose visitors it takes; none named means all. */
  bots: z.array(id).max(100).default([]),
  /** Who is asked when nobody of this team accepts. */
  fallback: id.nullable().default(null),
  /** The team's own words, in place of the bot's. */
  texts: z.object({ connecting: said, promise: said, promiseByEmail: said, waitOffer: said }).prefault({}),
  /** Ring one after the other, all at once (the first wins), or give it without asking. */
  mode: z.enum(['ringOne', 'ringAll', 'assign']).default('ringAll'),
  /** Who comes first: fewest conversations and then longest idle, or one after the other. */
  order: z.enum(['idle', 'roundRobin']).default('idle'),
  /** Whoever had this visitor before is asked first. */
  sticky: z.boolean().default(true),
  /** Conversations that the team has at most, all together. */
  capacity: z.int().min(0).max(10_000).nullable().default(null),
  /** How long one ring lasts where the ladder doesn't say. */
  ringMs: z
    .int()
    .min(5 * second)
    .max(10 * minute)
    .nullable()
    .default(null),
  /** What happens when nobody accepts, one step after the other; the last one lasts until the patience ends. Empty: as the mode has it. */
  ladder: z.array(ladderStep).max(20).default([]),
  /** How long somebody waits before it becomes a promise. */
  patienceMs: z
    .int()
    .min(10 * second)
    .max(24 * 60 * minute)
    .nullable()
    .default(null),
  /** At half of the patience the visitor is offered a choice: go on waiting, leave an e-mail, go on with the bot. */
  waitOffer: z.boolean().default(true),
  /** An answer follows within this time of being open. */
  answerWithinMs: z
    .int()
    .min(minute)
    .max(14 * 24 * 60 * minute)
    .nullable()
    .default(null),
  /** Whoever takes a conversation and does not write for so long is reminded; after as long again others are rung. Null: never, but 3 where it is given without asking. */
  silentMinutes: z.int().min(1).max(1_440).nullable().default(null),
  /** Null: always open. */
  hours: hours.nullable().default(null),
})

/** Whether it is open, and when that changes next; null where it never does. */
const availability = z.object({ open: z.boolean(), opensAt: moment.nullable(), closesAt: moment.nullable() })

const member = z.object({ agent: id, supervisor: z.boolean() })
const team = z.object({
  id,
  name: z.string(),
  settings: teamSettings,
  members: z.array(member),
  availability,
  /** Stretches of the next seven days in which the team is open and nobody of it is in. */
  uncovered: z.array(z.object({ from: moment, to: moment })),
  /** What keeps this team from working, in plain words. */
  problems: z.array(z.string()),
})
const newTeam = z.object({
  name: name.pipe(z.string().min(1)),
  settings: teamSettings.prefault({}),
  members: z.array(member).max(1_000).default([]),
})

// ——— people

const person = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: z.enum(['owner', 'admin', 'agent']),
  status,
  /** Since when, and whether it came by itself, after a while without a sign. */
  statusSince: moment.nullable(),
  automatic: z.boolean(),
  connected: z.boolean(),
  /** Conversations now, and at most. */
  open: z.int(),
  capacity: z.int(),
  languages: z.array(z.string()),
  skills: z.array(z.string()),
  bots: z.array(id),
  teams: z.array(z.object({ team: id, supervisor: z.boolean() })),
  hours: hours.nullable(),
  daysOff,
  availability,
  /** Comes back online by itself when their hours begin. */
  backAtHours: z.boolean(),
  /** Address of the picture. */
  picture: z.string().nullable(),
  /** Not come yet: until when their link works. */
  invitation: z.object({ expiresAt: moment.nullable() }).nullable(),
  active: z.boolean(),
})

const own = {
  name: name.pipe(z.string().min(1)).optional(),
  languages: z.array(language).max(30).optional(),
  backAtHours: z.boolean().optional(),
}
const personChange = z.object({
  ...own,
  role: z.enum(['owner', 'admin', 'agent']).optional(),
  capacity: z.int().min(0).max(100).optional(),
  skills: z.array(label).max(50).optional(),
  /** None named means all. */
  bots: z.array(id).max(100).optional(),
  teams: z
    .array(z.object({ team: id, supervisor: z.boolean().default(false) }))
    .max(200)
    .optional(),
  hours: hours.nullable().optional(),
  daysOff: daysOff.optional(),
})

/** A picture in base64; what it is, its bytes say. */
const picture = z.object({
  data: z
    .string()
    .max(280_000, 'at most 200 kB')
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64'),
})

const workSettings = z.object({
  /** Whoever gives no sign for so long is away. Null: never by itself. */
  awayAfterMinutes: z.int().min(1).max(1_440).nullable(),
  /** A conversation whose visitor has been silent for so long weighs half. Null: always whole. */
  quietAfterMinutes: z.int().min(1).max(1_440).nullable(),
  /** After so many minutes of waiting, a conversation counts as one step more urgent. */
  ageingMinutes: z.int().min(1).max(1_440),
})

// ——— what if, and the board

const passedOver = z.object({ agent: id, why: passedOverWhy })

const whatIf = z.object({
  /** When the visitor asks. */
  at: moment,
  /** How things stand then; who isn't named is as now. */
  people: z
    .array(z.object({ agent: id, status: status.optional(), open: z.int().min(0).max(1_000).optional() }))
    .max(1_000)
    .default([]),
  language: language.nullable().default(null),
  /** Settings that aren't saved yet. */
  settings: teamSettings.optional(),
})
/** What happens at a moment: a ring, nobody to ring, the visitor's choice, a promise. */
const ladderEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rings'),
    at: moment,
    step: ladderStep.shape.do,
    agents: z.array(id),
    until: moment,
    passedOver: z.array(passedOver),
  }),
  z.object({ kind: z.literal('assigned'), at: moment, agent: id, passedOver: z.array(passedOver) }),
  z.object({ kind: z.literal('nobody'), at: moment, step: ladderStep.shape.do, passedOver: z.array(passedOver) }),
  z.object({ kind: z.literal('waitOffer'), at: moment }),
  z.object({ kind: z.literal('promise'), at: moment, due: moment, why: z.enum(['closed', 'nobodyOnline', 'patience']) }),
])

/** How long others waited lately: a quarter waited less than `from`, a quarter more than `to`, in ms. Null: too few to say. */
export const waitRange = z.object({ from: moment, to: moment }).nullable()
const boardTeam = z.object({
  id,
  name: z.string(),
  availability,
  online: z.int(),
  /** Conversations with the team's agents, and free places. */
  held: z.int(),
  places: z.int(),
  waiting: z.int(),
  /** Since when the longest has waited. */
  longest: moment.nullable(),
  range: waitRange,
  /** Since midnight in the zone of the team's hours. `soon`: accepted within 60 s. `abandoned`: the visitor left, or it was closed. */
  today: z.object({
    handovers: z.int(),
    accepted: z.int(),
    soon: z.int(),
    promised: z.int(),
    abandoned: z.int(),
    medianWait: moment.nullable(),
  }),
  /** Who waits, next one first. */
  queue: z.array(
    z.object({ conversation: id, since: moment, priority: z.int(), name: z.string().nullable(), text: z.string(), ringing: z.array(id) }),
  ),
})
const boardAgent = z.object({
  id,
  name: z.string(),
  status,
  statusSince: moment.nullable(),
  connected: z.boolean(),
  inHours: z.boolean(),
  teams: z.array(id),
  open: z.int(),
  /** Open conversations as routing counts them: quiet ones weigh half. */
  load: z.number(),
  capacity: z.int(),
})
/** With somebody whose connection is gone and does not come back. */
const stranded = z.object({ conversation: id, agent: id, name: z.string().nullable(), text: z.string() })

const byCountry = z.object({ country: z.string().regex(/^[A-Z]{2}$/i, 'two letters such as AT') })

/** The routes of people, teams, hours and the ladder. */
export const teamRoutes = {
  people: route({
    method: 'GET',
    path: '/v1/people',
    who: 'agent',
    summary: 'The people and the teams, with all that Settings → Team shows',
    response: z.object({ people: z.array(person), teams: z.array(team), work: workSettings }),
  }),
  invitePerson: route({
    method: 'POST',
    path: '/v1/people',
    who: 'admin',
    summary: 'Invite somebody into teams; the link to set their password is shown once',
    body: z.object({
      name: name.pipe(z.string().min(1)),
      email,
      role: z.enum(['admin', 'agent']),
      teams: personChange.shape.teams,
    }),
    response: z.object({ person, link: z.string() }),
  }),
  changePerson: route({
    method: 'PATCH',
    path: '/v1/people/:id',
    who: 'admin',
    summary: 'Change what somebody is, knows and does, and when they work',
    params: byId,
    body: personChange,
    response: person,
  }),
  changeProfile: route({
    method: 'PATCH',
    path: '/v1/me/profile',
    who: 'agent',
    summary: 'Change my name, my languages, and whether I come back by myself',
    body: z.object(own),
    response: person,
  }),
  setPicture: route({
    method: 'PUT',
    path: '/v1/people/:id/picture',
    who: 'agent',
    summary: 'A picture of me, or as an admin of anybody: PNG, JPEG or WebP up to 200 kB',
    params: byId,
    body: picture,
    response: person,
  }),
  removePicture: route({
    method: 'DELETE',
    path: '/v1/people/:id/picture',
    who: 'agent',
    summary: 'Take a picture away',
    params: byId,
    response: person,
  }),
  inviteAgain: route({
    method: 'POST',
    path: '/v1/people/:id/invitation',
    who: 'admin',
    summary: 'A new link for somebody who has not come yet; the old one ends',
    params: byId,
    response: z.object({ person, link: z.string() }),
  }),
  revokeInvitation: route({
    method: 'DELETE',
    path: '/v1/people/:id/invitation',
    who: 'admin',
    summary: 'Take an invitation back: its link ends, and so does the account',
    params: byId,
    response: ok,
  }),
  setActive: route({
    method: 'PUT',
    path: '/v1/people/:id/active',
    who: 'admin',
    summary: 'Deactivate somebody (whoever they hold goes back to the queue, the history stays), or bring them back',
    params: byId,
    body: z.object({ active: z.boolean() }),
    response: person,
  }),
  setStatus: route({
    method: 'PUT',
    path: '/v1/me/status',
    who: 'agent',
    summary: 'Declare whether I take conversations',
    body: z.object({ status }),
    response: person,
  }),
  setStatusOf: route({
    method: 'PUT',
    path: '/v1/people/:id/status',
    who: 'agent',
    summary: 'As a supervisor of theirs or an admin: change the status of somebody; it is recorded',
    params: byId,
    body: z.object({ status }),
    response: person,
  }),
  statusChanges: route({
    method: 'GET',
    path: '/v1/people/:id/statuses',
    who: 'agent',
    summary: 'The last changes of somebody’s status, and who made them',
    params: byId,
    response: z.array(z.object({ at: moment, status, by: id.nullable() })),
  }),
  giveSign: route({
    method: 'PUT',
    path: '/v1/me/activity',
    who: 'agent',
    summary: 'I am at the screen: call it once a minute while there is a key or a pointer; whoever was away by itself is back',
    response: z.object({ status, automatic: z.boolean() }),
  }),

  addTeam: route({
    method: 'POST',
    path: '/v1/teams',
    who: 'admin',
    summary: 'A new team',
    body: newTeam,
    response: team,
  }),
  changeTeam: route({
    method: 'PATCH',
    path: '/v1/teams/:id',
    who: 'admin',
    summary: 'Rename a team, change its settings (as a whole) or its people',
    params: byId,
    body: z.object({
      name: name.pipe(z.string().min(1)).optional(),
      settings: teamSettings.optional(),
      members: z.array(member).max(1_000).optional(),
    }),
    response: team,
  }),
  removeTeam: route({
    method: 'DELETE',
    path: '/v1/teams/:id',
    who: 'admin',
    summary: 'Remove a team that nothing leads to and nobody waits for',
    params: byId,
    response: ok,
  }),
  whatIf: route({
    method: 'POST',
    path: '/v1/teams/:id/whatif',
    who: 'agent',
    summary: 'What would happen to a visitor who asks for this team at a moment and whom nobody answers',
    params: byId,
    body: whatIf,
    response: z.object({ events: z.array(ladderEvent) }),
  }),
  changeWork: route({
    method: 'PUT',
    path: '/v1/work',
    who: 'admin',
    summary: 'When somebody counts as away, and how quiet and waiting conversations weigh',
    body: workSettings,
    response: workSettings,
  }),

  countries: route({
    method: 'GET',
    path: '/v1/holidays',
    who: 'agent',
    summary: 'Countries whose public holidays are known',
    response: z.array(z.string()),
  }),
  holidays: route({
    method: 'GET',
    path: '/v1/holidays/:country',
    who: 'agent',
    summary: 'The public holidays of a country in a year, as rows for special days',
    params: byCountry,
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
    response: z.array(specialDay),
  }),
  readCalendar: route({
    method: 'POST',
    path: '/v1/holidays/calendar',
    who: 'admin',
    summary: 'The whole days of a calendar file (.ics), as rows for special days',
    body: z.object({ text: z.string().max(1_000_000) }),
    response: z.array(specialDay),
  }),

  board: route({
    method: 'GET',
    path: '/v1/board',
    who: 'agent',
    summary: 'Who is on, what they carry, who waits, and what today has brought',
    response: z.object({ now: moment, teams: z.array(boardTeam), agents: z.array(boardAgent), stranded: z.array(stranded) }),
  }),
  follows: route({
    method: 'GET',
    path: '/v1/follows',
    who: 'agent',
    summary: 'The conversations that I follow',
    response: z.object({ conversations: z.array(id) }),
  }),
  follow: route({
    method: 'PUT',
    path: '/v1/conversations/:id/follow',
    who: 'agent',
    summary: 'Follow a conversation beside its owner, or no longer',
    params: byId,
    body: z.object({ follow: z.boolean() }),
    response: ok,
  }),
  transfer: route({
    method: 'POST',
    path: '/v1/conversations/:id/transfer',
    who: 'agent',
    summary: 'Hand a conversation on, with a note: it moves when the receiver accepts, and stays in the queue until then',
    params: byId,
    body: z.object({
      cause: z.string().regex(/^[\w:.-]{8,80}$/),
      team: id.nullable().default(null),
      agent: id.nullable().default(null),
      note: note.nullable().default(null),
    }),
    response: z.object({ first: z.int(), last: z.int() }),
  }),
  assign: route({
    method: 'POST',
    path: '/v1/conversations/:id/assignment',
    who: 'agent',
    summary: 'Give a conversation to an agent without asking: as their supervisor, an admin, or to myself',
    params: byId,
    body: z.object({ cause: z.string().regex(/^[\w:.-]{8,80}$/), agent: id }),
    response: z.object({ first: z.int(), last: z.int() }),
  }),
} satisfies Record<string, AnyRoute>

export type Status = z.infer<typeof status>
export type TeamSettings = z.infer<typeof teamSettings>
export type LadderStep = z.infer<typeof ladderStep>
export type Team = z.infer<typeof team>
export type Person = z.infer<typeof person>
export type PersonChange = z.infer<typeof personChange>
export type WorkSettings = z.infer<typeof workSettings>
export type LadderEvent = z.infer<typeof ladderEvent>
export type PassedOver = z.infer<typeof passedOver>
export type Availability = z.infer<typeof availability>
export type WaitRange = z.infer<typeof waitRange>
