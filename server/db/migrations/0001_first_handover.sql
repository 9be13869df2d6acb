-- One install is one company; `one` makes a second row impossible.
create table company (
  one boolean primary key default true check (one),
  name text not null
);

create table team (
  id uuid primary key,
  name text not null
);

create table bot (
  id uuid primary key,
  name text not null,
  brand text not null,
  sites text[] not null default '{}',
  policy_version int not null default 1,
  created_at timestamptz not null
);

-- A policy is never edited: facts name the version that decided them.
create table policy (
  bot uuid not null references bot (id) on delete cascade,
  version int not null,
  body jsonb not null,
  by uuid,
  at timestamptz not null,
  primary key (bot, version)
);

create table agent (
  id uuid primary key,
  name text not null,
  email text collate "C" not null,
  role text not null check (role in ('owner', 'admin', 'agent')),
  password_hash text,
  capacity int not null default 5 check (capacity between 1 and 100),
  -- Declared, by the switch in the inbox; whether a connection stands behind it is another thing.
  online boolean not null default true,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index agent_email on agent (lower(email)) where ended_at is null;

create table seat (
  agent uuid not null references agent (id) on delete cascade,
  team uuid not null references team (id) on delete cascade,
  primary key (agent, team)
);
create index seat_team on seat (team);

create table session (
  token_hash bytea primary key,
  agent uuid not null references agent (id) on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_agent on session (agent);

-- One-time links: set-up, a locked-out owner, an invitation.
create table link (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('setup', 'recovery', 'invitation')),
  agent uuid references agent (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
-- Two people open the set-up link at once: the second insert of an owner by set-up fails.
create table setup_done (
  one boolean primary key default true check (one),
  agent uuid not null references agent (id),
  at timestamptz not null
);

create table visitor (
  id uuid primary key,
  bot uuid not null references bot (id) on delete cascade,
  token_hash bytea not null unique,
  conversation uuid not null unique,
  created_at timestamptz not null
);

-- The folded state, and generated columns for what is looked for: an expression index over the state would cost its HOT updates.
create table conversation (
  id uuid primary key,
  bot uuid not null,
  visitor uuid not null unique,
  version int not null,
  state jsonb not null,
  kind text collate "C" not null generated always as (state -> 'holder' ->> 'kind') stored,
  team uuid generated always as ((state -> 'holder' ->> 'team')::uuid) stored,
  agent uuid generated always as ((state -> 'holder' ->> 'agent')::uuid) stored,
  since bigint generated always as ((state -> 'holder' ->> 'since')::float8::bigint) stored,
  due bigint generated always as ((state -> 'promise' ->> 'due')::float8::bigint) stored,
  episode int not null generated always as ((state ->> 'episode')::int) stored,
  -- When a visitor or a person last spoke, to the minute: a list sorted by the exact time would re-index every line.
  minute bigint not null generated always as ((state ->> 'at')::float8::bigint / 60000) stored
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index conversation_queue on conversation (team, since, id) where kind = 'queue';
create index conversation_agent on conversation (agent, id) where kind = 'agent';
create index conversation_kind on conversation (kind);
create index conversation_due on conversation (due, id) where due is not null;
-- Closed ones are nearly all there are after a while: what is looked at all day must not depend on how many.
create index conversation_open on conversation (minute desc, id) where kind <> 'closed';
create index conversation_closed on conversation (minute desc, id) where kind = 'closed';

-- What was handled under which cause: a retry finds its row and gets the first result, refusals included.
create table turn (
  conversation uuid not null,
  cause text collate "C" not null,
  first int not null,
  last int not null,
  refusal jsonb,
  primary key (conversation, cause)
);

create table fact (
  conversation uuid not null,
  n int not null,
  at bigint not null,
  cause text collate "C" not null,
  fact jsonb not null,
  primary key (conversation, n)
);

create table job (
  id bigint generated always as identity primary key,
  -- One may wait while one runs.
  key text collate "C" not null,
  kind text collate "C" not null,
  conversation uuid,
  payload jsonb not null,
  run_at bigint not null,
  attempts int not null default 0,
  started_at bigint,
  lease_until bigint
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create unique index job_waiting on job (key) where started_at is null;
create index job_due on job (kind, run_at) where started_at is null;
create index job_running on job (lease_until) where started_at is not null;

create table seen (
  conversation uuid primary key,
  visitor int not null default 0,
  agent int not null default 0
) with (fillfactor = 70);

-- Presence is two things: what an agent declares, and a connection on a node that is alive.
create table node (
  id uuid primary key,
  seen_at timestamptz not null
);
create table connection (
  id uuid primary key,
  agent uuid not null references agent (id) on delete cascade,
  node uuid not null references node (id) on delete cascade
);
create index connection_agent on connection (agent);
