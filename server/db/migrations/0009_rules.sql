-- A draft of a policy, run over recorded conversations. It holds no texts: lines are looked up when they are read.
create table replay (
  id uuid primary key,
  bot uuid not null references bot (id) on delete cascade,
  by uuid references agent (id) on delete set null,
  state text collate "C" not null default 'running' check (state in ('running', 'done', 'cancelled', 'failed')),
  policy jsonb not null,
  days int not null,
  started_at bigint not null,
  ended_at bigint,
  done int not null default 0,
  total int not null default 0,
  result jsonb not null
) with (fillfactor = 70);
create index replay_bot on replay (bot, started_at);

-- `place` counts from the newest conversation on.
create table replay_change (
  replay uuid not null references replay (id) on delete cascade,
  place int not null,
  conversation uuid not null,
  line int not null,
  at bigint not null,
  kind text collate "C" not null check (kind in ('more', 'fewer', 'other')),
  before jsonb,
  after jsonb,
  primary key (replay, place)
);
create index replay_change_conversation on replay_change (conversation);

-- Words that are suggested as keywords no more.
create table dismissed_term (
  bot uuid not null references bot (id) on delete cascade,
  term text collate "C" not null,
  by uuid references agent (id) on delete set null,
  at bigint not null,
  primary key (bot, term)
);
