import type { Persona } from '@baton/contracts/answering.ts'
import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import type { DayOff, Hours } from '@baton/contracts/hours.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { TeamSettings } from '@baton/contracts/team.ts'
import type { ColumnType, Generated } from 'kysely'

/** Read as a value, written as text: the driver would turn an array into a PostgreSQL array. */
type Json<T> = ColumnType<T, string, string>
type JsonWithDefault<T> = ColumnType<T, string | undefined, string>
/** Computed by the database from the state. */
type Computed<T> = ColumnType<T, never, never>
/** bigint columns hold milliseconds or counts below 2^53; the pools parse them as numbers. */
type Millis = number

export type Database = {
  company: {
    one: Generated<boolean>
    name: string
    away_after: number | null
    quiet_after: number | null
    ageing: Generated<number>
  }
  /** `settings` as contracts/team.ts has them; what isn't there has its default. */
  team: { id: string; name: string; settings: JsonWithDefault<Partial<TeamSettings>> }
  bot: { id: string; name: string; brand: string; sites: string[]; policy_version: Generated<number>; created_at: Date }
  policy: { bot: string; version: number; body: Json<Policy>; by: string | null; at: Date }
  agent: {
    id: string
    name: string
    email: string
    role: 'owner' | 'admin' | 'agent'
    password_hash: string | null
    capacity: Generated<number>
    online: Generated<boolean>
    created_at: Date
    ended_at: Date | null
    absence: 'busy' | 'away' | null
    automatic: Generated<boolean>
    status_at: Millis | null
    sign_at: Millis | null
    turn_at: Generated<Millis>
    languages: Generated<string[]>
    skills: Generated<string[]>
    bots: Generated<string[]>
    hours: JsonWithDefault<Hours | null>
    days_off: JsonWithDefault<DayOff[]>
    back_at_hours: Generated<boolean>
    picture: Buffer | null
    picture_type: string | null
  }
  seat: { agent: string; team: string; supervisor: Generated<boolean> }
  status_change: { agent: string; at: Millis; status: string; by: string | null }
  follow: { agent: string; conversation: string; at: Millis }
  session: { token_hash: Buffer; agent: string; created_at: Date; seen_at: Date; expires_at: Date }
  link: {
    token_hash: Buffer
    purpose: 'setup' | 'recovery' | 'invitation'
    agent: string | null
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  setup_done: { one: Generated<boolean>; agent: string; at: Date }
  visitor: { id: string; bot: string; token_hash: Buffer; conversation: string; created_at: Date }
  conversation: {
    id: string
    bot: string
    visitor: string
    version: number
    state: Json<Conversation>
    kind: Computed<Conversation['holder']['kind']>
    team: Computed<string | null>
    agent: Computed<string | null>
    since: Computed<Millis | null>
    due: Computed<Millis | null>
    episode: Computed<number>
    minute: Computed<number>
    priority: Computed<number | null>
  }
  turn: { conversation: string; cause: string; first: number; last: number; refusal: Json<Refusal | null> }
  fact: { conversation: string; n: number; at: Millis; cause: string; fact: Json<Fact> }
  job: {
    id: Generated<string>
    key: string
    kind: string
    conversation: string | null
    payload: Json<Record<string, unknown>>
    run_at: Millis
    attempts: Generated<number>
    started_at: Millis | null
    lease_until: Millis | null
  }
  persona: { bot: string; body: Json<Persona>; changed_at: Date }
  picture: { bot: string; type: string; bytes: Buffer; hash: string }
  seen: { conversation: string; visitor: Generated<number>; agent: Generated<number> }
  node: { id: string; seen_at: Date }
  connection: { id: string; agent: string; node: string }
}
