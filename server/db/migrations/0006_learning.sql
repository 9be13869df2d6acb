-- What knowledge could not answer, as a question that several visitors have asked. Its counts are kept, since lists are ordered by them.
create table gap (
  id uuid primary key,
  bot uuid not null references bot (id) on delete cascade,
  state text not null default 'open' check (state in ('open', 'answered', 'dismissed')),
  title text not null,
  questions int not null,
  visitors int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- What its questions mean together; null where no encoder knows their language.
  encoder text,
  centre bytea,
  pair uuid references pair (id) on delete set null,
  settled_by uuid references agent (id) on delete set null,
  settled_at timestamptz,
  -- When its questions were asked again, how many they were, and how many the bot answers by itself now.
  tried_at timestamptz,
  tried int,
  tried_well int
);
create index gap_count on gap (bot, state, questions desc, id);
create index gap_recent on gap (bot, state, last_at desc, id);

-- A visitor's question that was not answered well, with its origin, so that what is erased there can be found here.
create table question (
  id uuid primary key,
  bot uuid not null references bot (id) on delete cascade,
  conversation uuid not null,
  visitor uuid not null,
  line int not null,
  text text not null,
  at timestamptz not null,
  why text[] not null,
  confidence real,
  encoder text,
  vector bytea,
  gap uuid references gap (id) on delete set null,
  -- Somebody put it where it is.
  moved boolean not null default false,
  unique (conversation, line)
);
create index question_gap on question (gap, at desc);
create index question_new on question (bot, at) where gap is null;

-- An answer that somebody should look at.
create table review (
  id uuid primary key,
  bot uuid not null references bot (id) on delete cascade,
  conversation uuid not null,
  answer int not null,
  at timestamptz not null,
  question text not null,
  -- The fact itself: what the bot said or held back.
  said jsonb not null,
  why text[] not null,
  note text,
  -- By whom it was marked; what was found otherwise may go again.
  marked_by uuid references agent (id) on delete set null,
  state text not null default 'open' check (state in ('open', 'right', 'wrong', 'corrected')),
  judged_by text,
  judged_at timestamptz,
  correction text,
  -- What became of the correction.
  approved boolean,
  approved_by uuid references agent (id) on delete set null,
  approved_at timestamptz,
  pair uuid references pair (id) on delete set null,
  unique (conversation, answer)
);
create index review_state on review (bot, state, at desc, id);

-- How far the facts of a conversation have been looked through, and all conversations together: nothing older than `minute` is left.
create table looked_through (
  conversation uuid primary key,
  n int not null
) with (fillfactor = 70);
create table looked_until (
  one boolean primary key default true check (one),
  minute bigint not null
);

-- A question with a known answer. What is expected stands apart, so that knowledge that goes takes nothing with it unseen.
create table test_case (
  id uuid primary key,
  bot uuid not null references bot (id) on delete cascade,
  question text not null,
  expects jsonb not null,
  -- What is expected, in words, as they were when it was written.
  expected text not null,
  conversation uuid,
  created_at timestamptz not null
);
create index test_case_bot on test_case (bot, created_at desc, id);

create table test_run (
  id uuid primary key,
  bot uuid not null references bot (id) on delete cascade,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  by text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- The settings that stood, and those that were tried out instead.
  policy_version int not null,
  draft jsonb,
  against text check (against in ('live', 'before')),
  before uuid,
  total int not null,
  problem text,
  -- Its end was on somebody's screen.
  shown boolean not null default false
);
create index test_run_bot on test_run (bot, started_at desc);

create table test_result (
  id uuid primary key,
  run uuid not null references test_run (id) on delete cascade,
  test uuid references test_case (id) on delete set null,
  position int not null,
  question text not null,
  expected text not null,
  outcome jsonb not null,
  green boolean not null,
  before jsonb,
  change text check (change in ('better', 'worse', 'other')),
  ms real not null,
  unique (run, test)
);
create index test_result_test on test_result (test);

-- Settings that are tried out before they stand.
create table draft (
  bot uuid primary key references bot (id) on delete cascade,
  settings jsonb not null,
  by text not null,
  at timestamptz not null
);
