-- What opens doors elsewhere, such as the key of a model: sealed with a key that is not in the database. An export leaves it out.
create table secret (
  purpose text primary key,
  sealed bytea not null,
  hint text not null,
  set_at timestamptz not null
);

-- The model that writes answers, where the environment names none.
create table model (
  one boolean primary key default true check (one),
  settings jsonb not null,
  by uuid references agent (id) on delete set null,
  changed_at timestamptz not null
);

-- How a bot presents itself, beside its name.
create table persona (
  bot uuid primary key references bot (id) on delete cascade,
  body jsonb not null,
  changed_at timestamptz not null
);

create table picture (
  bot uuid primary key references bot (id) on delete cascade,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null,
  hash text not null
);

-- What a model was asked: its cost, and how long it took. `first_ms` is when the visitor read the first words.
create table model_call (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  bot uuid not null references bot (id) on delete cascade,
  model text not null,
  tokens_in int not null,
  tokens_out int not null,
  cost double precision not null,
  ms int not null,
  first_ms int,
  result text not null
);
create index model_call_at on model_call (at);
