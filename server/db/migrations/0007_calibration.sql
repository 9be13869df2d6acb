-- How a bot's confidence is brought in line with what comes true, on the scale of log odds. For the search by words, and by meaning, it is learned
-- from the knowledge's own questions; for a kind of answer from what came of real ones.
create table calibration (
  bot uuid not null references bot (id) on delete cascade,
  mode text not null check (mode in ('words', 'meaning', 'pair', 'quote', 'model')),
  -- Whose meaning it is.
  encoder text,
  scale double precision not null check (scale > 0),
  shift double precision not null,
  counted int not null,
  at timestamptz not null,
  primary key (bot, mode)
);

-- What the calibration was last made from: the knowledge as it was then, and by which encoder.
create table calibration_run (
  bot uuid primary key references bot (id) on delete cascade,
  stamp text not null,
  encoder text,
  at timestamptz not null
);

-- What came of an answer. `found_right` is null while nobody knows; `weight` says how much its source tells.
create table outcome (
  conversation uuid not null,
  answer int not null,
  bot uuid not null references bot (id) on delete cascade,
  mode text not null check (mode in ('pair', 'quote', 'model')),
  raw real not null,
  confidence real not null,
  found_right boolean,
  weight real not null default 0,
  source text check (source in ('reviewed', 'chosen', 'rated', 'judged', 'escalated')),
  at timestamptz not null,
  noted_at timestamptz not null,
  primary key (conversation, answer)
);
create index outcome_bot on outcome (bot, at desc);
create index outcome_noted on outcome (noted_at);

-- How far what came of a conversation's answers has been read.
alter table looked_through add column weighed int not null default 0;
create index looked_through_unweighed on looked_through (conversation) where weighed < n;
