import type { Person, Team } from '@baton/contracts/team.ts'
import { teamSettings } from '@baton/contracts/team.ts'
import { ada, agents, bo, idOf, team } from './scenes.ts'

/** The people, teams and board of the screens. */
const minute = 60_000
const hour = 60 * minute
const store = idOf('team Store')
const morning = { from: '09:00', to: '12:30' }
const afternoon = { from: '13:00', to: '18:00' }
const hours = {
  zone: 'Europe/Vienna',
  week: [
    [morning, afternoon],
    [morning, afternoon],
    [morning, afternoon],
    [morning, { from: '13:00', to: '20:00' }],
    [{ from: '09:00', to: '16:00' }],
    [{ from: '20:00', to: '02:00' }],
    [],
  ],
  days: [
    { date: '2026-12-08', name: 'Immaculate Conception', periods: [] },
    { date: '2026-12-24', name: 'Christmas Eve', periods: [morning] },
  ],
}
const always = { open: true, opensAt: null, closesAt: null }

function people(now: number): Person[] {
  const open: Record<string, number> = { [ada.id]: 3, [bo.id]: 1 }
  return agents.map((agent, i) => ({
    id: agent.id,
    name: agent.name,
    email: agent.email,
    role: agent.role,
    status: agent.online ? 'online' : 'away',
    statusSince: now - (i + 1) * 6 * minute,
    automatic: false,
    connected: agent.online || i === 2,
    open: open[agent.id] ?? 0,
    capacity: agent.capacity,
    languages: [['en', 'de'], ['sv', 'en'], ['de', 'es'], []][i] ?? [],
    skills: i === 0 ? ['returns'] : [],
    bots: [],
    teams: [{ team, supervisor: i === 2 }, ...(i === 1 ? [{ team: store, supervisor: false }] : [])],
    hours: i === 0 ? hours : null,
    daysOff: i === 0 ? [{ from: '2026-12-24', to: '2027-01-02', name: 'Christmas' }] : [],
    availability: always,
    backAtHours: true,
    picture: null,
    invitation: agent.invited ? { expiresAt: now + 5.5 * 24 * hour } : null,
    active: true,
  }))
}

function teams(now: number): Team[] {
  const settings = teamSettings.parse({
    topics: ['Repairs', 'Returns'],
    languages: ['de', 'en'],
    mode: 'ringOne',
    fallback: store,
    hours,
    patienceMs: 10 * minute,
    ladder: [
      { do: 'next', ms: 90_000 },
      { do: 'everybody', ms: 2 * minute },
      { do: 'supervisors', ms: 90_000 },
      { do: 'fallback', ms: minute },
    ],
  })
  const thursday = now + ((11 - new Date(now).getUTCDay()) % 7) * 24 * hour
  const eve = Math.floor(thursday / (24 * hour)) * 24 * hour + 17 * hour
  return [
    {
      id: team,
      name: 'Support',
      settings,
      members: people(now).map(({ id }, i) => ({ agent: id, supervisor: i === 2 })),
      availability: { open: true, opensAt: null, closesAt: now + 3 * hour },
      uncovered: [{ from: eve, to: eve + 2 * hour }],
      problems: [],
    },
    {
      id: store,
      name: 'Store',
      settings: teamSettings.parse({}),
      members: [{ agent: bo.id, supervisor: false }],
      availability: always,
      uncovered: [],
      problems: ['Nobody in it has room for a conversation.'],
    },
  ]
}

const work = { awayAfterMinutes: 10, quietAfterMinutes: 5, ageingMinutes: 10 }

function whatIf(now: number) {
  const [mira] = agents.slice(2)
  const rung = mira ? [mira.id] : []
  return {
    events: [
      {
        kind: 'rings',
        at: now,
        step: 'next',
        agents: rung,
        until: now + 45_000,
        passedOver: [
          { agent: ada.id, why: 'full' },
          { agent: bo.id, why: 'offline' },
        ],
      },
      { kind: 'waitOffer', at: now + 5 * minute },
      { kind: 'promise', at: now + 10 * minute, due: now + 16 * hour, why: 'patience' },
    ],
  }
}

function board(now: number) {
  const on = people(now).filter(({ invitation }) => !invitation)
  const names = ['Vera Lindholm', 'Noor Haddad']
  return {
    now,
    teams: teams(now).map(({ id, name, availability }, i) => ({
      id,
      name,
      availability,
      online: 2 - i,
      held: 4 - 3 * i,
      places: 6,
      waiting: i === 0 ? 2 : 0,
      longest: i === 0 ? now - 112_000 : null,
      range: i === 0 ? { from: 35_000, to: 140_000 } : null,
      today: { handovers: 14 - 9 * i, accepted: 11 - 7 * i, soon: 9 - 6 * i, promised: 1, abandoned: 2 - i, medianWait: 41_000 },
      queue: i === 0 ? names.map((who, at) => waits(who, now - 112_000 + at * 70_000, at)) : [],
    })),
    agents: on.map((person) => ({
      ...person,
      inHours: true,
      load: person.open - 0.5 * Number(person.open > 2),
      teams: person.teams.map((one) => one.team),
    })),
    stranded: [{ conversation: idOf('stranded'), agent: bo.id, name: 'Jonas Wirth', text: 'Are you still there?' }],
  }
}

const waits = (name: string, since: number, at: number) => ({
  conversation: idOf(`waits ${name}`),
  since,
  priority: at === 0 ? 2 : 0,
  name,
  text: 'Can the seam tape of my tent be glued again?',
  ringing: at === 0 ? [ada.id] : [],
})

/** What the stand-in says about people, teams and the board; undefined for anything else. */
export function replyOfTeam(method: string, path: string): unknown {
  const now = Date.now()
  const all = people(now)
  if (path === '/v1/people' && method === 'POST')
    return { person: all[3], link: 'https://chat.fernweh.example/invitation#k3v9q0x7c1m5b8n2z4l6j0h8g7f5d3s1a9p2o4i6u8y0t' }
  if (path === '/v1/people') return { people: all, teams: teams(now), work }
  if (path.endsWith('/statuses')) return [{ at: now - 40 * minute, status: 'online', by: null }]
  if (path.startsWith('/v1/people/')) return all[0]
  if (path.endsWith('/whatif')) return whatIf(now)
  if (path.startsWith('/v1/teams')) return teams(now)[0]
  if (path === '/v1/board') return board(now)
  if (path === '/v1/follows') return { conversations: [] }
  if (path === '/v1/me/activity') return { status: 'online', automatic: false }
  if (path === '/v1/me/status') return all[0]
  if (path === '/v1/holidays') return ['AT', 'DE', 'CH']
  if (path.startsWith('/v1/holidays/')) return hours.days
  return undefined
}
