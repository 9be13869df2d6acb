import { randomUUID } from 'node:crypto'
import type { Fact, Numbered } from '@baton/contracts/facts.ts'
import { policy } from '@baton/contracts/policy.ts'
import { apply, opened } from '@baton/core/apply.ts'
import type { OpenDatabase } from '@baton/server/db/open.ts'
import { beginSession } from '@baton/server/people/sessions.ts'
import { digest, mintToken } from '@baton/server/people/token.ts'

export type Place = { bot: string; team: string }
export type Agent = { agent: string; name: string; cookie: string }
export type Visitor = { visitor: string; conversation: string; token: string }
/** `by` holds the conversation; without it somebody waits, and `null` means that nothing has happened yet. */
export type Standing = { held: Agent } | 'waiting' | null

/** A company with one team and one bot, with time enough that no ring or patience ends within a bench. */
export async function found({ db }: OpenDatabase): Promise<Place> {
  const place = { bot: randomUUID(), team: randomUUID() }
  const at = new Date(0)
  await db.insertInto('company').values({ name: 'Fernweh Outdoor' }).execute()
  await db.insertInto('team').values({ id: place.team, name: 'Support' }).execute()
  await db.insertInto('bot').values({ id: place.bot, name: 'Fern', brand: '#a63c06', sites: [], created_at: at }).execute()
  const body = JSON.stringify(policy.parse({ team: place.team, ringMs: 600_000, patienceMs: 3_600_000 }))
  await db.insertInto('policy').values({ bot: place.bot, version: 1, body, by: null, at }).execute()
  return place
}

export async function hire({ db }: OpenDatabase, { team }: Place, count: number, capacity: number): Promise<Agent[]> {
  const agents = Array.from({ length: count }, (_, i) => ({ agent: randomUUID(), name: `Agent ${i}` }))
  for (const { agent, name } of agents) {
    await db
      .insertInto('agent')
      .values({ id: agent, name, email: `${agent}@fernweh.example`, role: 'agent', capacity, created_at: new Date(0) })
      .execute()
    await db.insertInto('seat').values({ agent, team }).execute()
  }
  return Promise.all(agents.map(async (one) => ({ ...one, cookie: `baton=${await beginSession(db, one.agent, Date.now())}` })))
}

/** Visitors whose conversations stand as `standing` says for each, written straight into the tables as turns would have left them. */
export async function greet({ pool }: OpenDatabase, place: Place, count: number, standing: (i: number) => Standing): Promise<Visitor[]> {
  const visitors = Array.from({ length: count }, () => ({ visitor: randomUUID(), conversation: randomUUID(), token: mintToken() }))
  await pool.query(
    'insert into visitor (id, bot, token_hash, conversation, created_at) select id, $1, hash, conversation, now() from unnest($2::uuid[], $3::bytea[], $4::uuid[]) i (id, hash, conversation)',
    [place.bot, visitors.map((v) => v.visitor), visitors.map((v) => digest(v.token)), visitors.map((v) => v.conversation)],
  )
  const begun = visitors.flatMap((visitor, i) => {
    const how = standing(i)
    return how === null ? [] : [{ ...visitor, facts: story(place, how, Date.now() - (count - i)) }]
  })
  await store({ pool }, place, begun)
  return visitors
}

type Begun = Visitor & { facts: Numbered[] }

async function store({ pool }: Pick<OpenDatabase, 'pool'>, { bot }: Place, begun: Begun[]): Promise<void> {
  const states = begun.map(({ visitor, facts }) => facts.reduce(apply, opened(bot, visitor)))
  await pool.query(
    'insert into conversation (id, bot, visitor, version, state) select id, $1, visitor, n, state::jsonb from unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[]) i (id, visitor, n, state)',
    [bot, begun.map((b) => b.conversation), begun.map((b) => b.visitor), states.map((s) => s.n), states.map((s) => JSON.stringify(s))],
  )
  const facts = begun.flatMap(({ conversation, facts }) => facts.map((fact) => ({ conversation, ...fact })))
  await pool.query(
    'insert into fact (conversation, n, at, cause, fact) select id, n, at, cause, fact::jsonb from unnest($1::uuid[], $2::int[], $3::bigint[], $4::text[], $5::text[]) i (id, n, at, cause, fact)',
    [
      facts.map((f) => f.conversation),
      facts.map((f) => f.n),
      facts.map((f) => f.at),
      facts.map((f) => f.cause),
      facts.map((f) => JSON.stringify(f.fact)),
    ],
  )
}

function story({ team }: Place, standing: Exclude<Standing, null>, at: number): Numbered[] {
  const waiting: Fact[] = [
    { type: 'episodeBegan', episode: 1, page: null },
    { type: 'visitorAsked' },
    { type: 'escalated', reason: 'asked', evidence: { kind: 'menu' }, team, policyVersion: 1 },
    { type: 'serverSaid', kind: 'connecting', text: 'I’m connecting you with a team member now.' },
  ]
  const accepted: Fact[] =
    standing === 'waiting' ? [] : [{ type: 'accepted', agent: standing.held.agent, name: standing.held.name, how: 'accepted', team }]
  return [...waiting, ...accepted].map((fact, i) => ({ n: i + 1, at, cause: `seed/${i}`, fact }))
}
