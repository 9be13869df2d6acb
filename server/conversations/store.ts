import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact, Numbered } from '@baton/contracts/facts.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { QueryConfig } from 'pg'
import { loadSince } from '../db/load.ts'

/** What the pools of `pg` and one of their clients have in common. */
export type Queries = { query<R extends object>(config: QueryConfig): Promise<{ rows: R[] }> }

const named =
  (name: string, text: string) =>
  (...values: unknown[]): QueryConfig => ({ name, text, values })

/** A conversation's row comes into being with its first turn. In id order, so that two batches never wait for each other crosswise. */
export const openConversations = named(
  'open_conversations',
  `insert into conversation (id, bot, visitor, version, state)
   select id, bot, visitor, 0, state::jsonb from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) i (id, bot, visitor, state) order by id
   on conflict (id) do nothing`,
)

export type Locked = { id: string; version: number; state: Conversation }
export const lockConversations = named(
  'lock_conversations',
  'select id, version, state from conversation where id = any($1::uuid[]) order by id for no key update',
)

/** A statement of its own: its snapshot is taken once the locks are held. `lateral … limit 1`, as a join is planned as a scan of all turns. */
export const claimedBefore = named(
  'claimed_before',
  `select i.place::int - 1 as place from unnest($1::uuid[], $2::text[]) with ordinality i (id, cause, place)
   cross join lateral (select from turn t where t.conversation = i.id and t.cause = i.cause limit 1) t`,
)

export type FirstResult = { first: number; last: number; refusal: Refusal | null }
export const firstResult = named('first_result', 'select first, last, refusal from turn where conversation = $1 and cause = $2')

export const factsBetween = named(
  'facts_between',
  'select n, at, cause, fact from fact where conversation = $1 and n > $2 and n <= $3 order by n',
)

export const roomsOf = named(
  'rooms_of',
  `select a.id as agent, case when a.ended_at is null then a.capacity else 0 end as capacity, ${loadSince('($2::float8 - (select quiet_after from company) * 60000)')} as open
   from agent a where a.id = any($1::uuid[])`,
)
export type Room = { agent: string; open: number; capacity: number }

/** Whoever gives a seat holds this lock; a plain turn never takes it. Always before any conversation's lock. */
export const routingLock = named('routing_lock', 'select pg_advisory_xact_lock(7134002)')

/** A second ask moves the bot by 400 ms, so that quick lines are answered together; the router runs at the soonest time; a timer moves. */
const saveAll = named(
  'save_turns',
  `with turns as (
     insert into turn (conversation, cause, first, last, refusal)
     select id, cause, first, last, refusal::jsonb from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::text[]) i (id, cause, first, last, refusal)
   ), facts as (
     insert into fact (conversation, n, at, cause, fact)
     select id, n, at, cause, fact::jsonb from unnest($6::uuid[], $7::int[], $8::bigint[], $9::text[], $10::text[]) i (id, n, at, cause, fact)
   ), jobs as (
     insert into job (key, kind, conversation, payload, run_at)
     select key, kind, id, payload::jsonb, run_at from unnest($11::text[], $12::text[], $13::uuid[], $14::text[], $15::bigint[]) i (key, kind, id, payload, run_at)
     on conflict (key) where started_at is null do update set payload = excluded.payload,
       run_at = case job.kind when 'askBot' then excluded.run_at + 400 when 'route' then least(job.run_at, excluded.run_at) else excluded.run_at end
   )
   update conversation c set version = i.version, state = i.state::jsonb
   from unnest($16::uuid[], $17::int[], $18::text[]) i (id, version, state) where c.id = i.id`,
)

export type Job = { key: string; kind: string; conversation: string; payload: object; runAt: number }
export type Changes = {
  turns: { id: string; cause: string; first: number; last: number; refusal: Refusal | null }[]
  facts: { id: string; n: number; at: number; cause: string; fact: Fact }[]
  jobs: Job[]
  states: { id: string; version: number; state: Conversation }[]
}

/** One statement for all of a batch: what was handled, what happened, what must be done, and how things stand. */
export function save({ turns, facts, jobs, states }: Changes): QueryConfig {
  const once = [...new Map(jobs.map((job) => [job.key, job])).values()] // one statement may touch a row once
  return saveAll(
    turns.map((t) => t.id),
    turns.map((t) => t.cause),
    turns.map((t) => t.first),
    turns.map((t) => t.last),
    turns.map((t) => t.refusal && JSON.stringify(t.refusal)),
    facts.map((f) => f.id),
    facts.map((f) => f.n),
    facts.map((f) => f.at),
    facts.map((f) => f.cause),
    facts.map((f) => JSON.stringify(f.fact)),
    once.map((j) => j.key),
    once.map((j) => j.kind),
    once.map((j) => j.conversation),
    once.map((j) => JSON.stringify(j.payload)),
    once.map((j) => j.runAt),
    states.map((s) => s.id),
    states.map((s) => s.version),
    states.map((s) => JSON.stringify(s.state)),
  )
}

/** Facts after `after`, up to and including `upTo`, in order. */
export async function readFacts(db: Queries, conversation: string, after: number, upTo = 2_147_483_647): Promise<Numbered[]> {
  return (await db.query<Numbered>(factsBetween(conversation, after, upTo))).rows
}

/** How many facts are read and sent at once: a conversation is for life, and may be long. */
export const factsAtOnce = 500

const factsPage = named('facts_page', 'select n, at, cause, fact from fact where conversation = $1 and n > $2 order by n limit $3')

/** The next facts after `after`, at most `factsAtOnce`. */
export async function readFactsPage(db: Queries, conversation: string, after: number): Promise<Numbered[]> {
  return (await db.query<Numbered>(factsPage(conversation, after, factsAtOnce))).rows
}

/** The number of a conversation's last fact; 0 where there is none yet. */
export async function readHead(db: Queries, conversation: string): Promise<number> {
  return (await db.query<{ version: number }>(readHeadQuery(conversation))).rows[0]?.version ?? 0
}
const readHeadQuery = named('read_head', 'select version from conversation where id = $1')

export async function readState(db: Queries, conversation: string): Promise<Conversation | null> {
  const { rows } = await db.query<{ state: Conversation }>(readStateQuery(conversation))
  return rows[0]?.state ?? null
}
const readStateQuery = named('read_state', 'select state from conversation where id = $1')
