-- Websites and files beside pairs, texts and single pages; read by jobs, on a schedule, and for more than one bot by choice.
alter table source drop constraint source_kind_check, drop constraint source_status_check;
alter table source
  add check (kind in ('pairs', 'text', 'page', 'website', 'file')),
  add check (status in ('working', 'ready', 'failed', 'paused')),
  -- Of a website: where to go, how far, how often.
  add column settings jsonb not null default '{}',
  -- Of a text: as it was written, for editing.
  add column body text,
  -- Of a file: what it was taken for, and its size in bytes.
  add column file jsonb,
  -- Counts syncs: a page that the running one has seen bears its number.
  add column sync int not null default 0,
  add column synced_at timestamptz,
  add column next_at timestamptz;

-- Other bots that use a source beside the one it was made for.
create table source_share (
  source uuid not null references source (id) on delete cascade,
  bot uuid not null references bot (id) on delete cascade,
  primary key (source, bot)
);
create index source_share_bot on source_share (bot);

-- The addresses of a website: what is left to do, what came of the rest, and what asks for it again costs nothing.
create table page (
  id uuid primary key,
  source uuid not null references source (id) on delete cascade,
  url text collate "C" not null,
  depth int not null,
  -- The sync that saw it last.
  sync int not null,
  status text not null check (status in ('waiting', 'read', 'duplicate', 'skipped', 'failed', 'gone')),
  error text,
  title text,
  etag text,
  last_modified text,
  -- Of what was read from it, and a sketch of its words for finding near-duplicates.
  hash bytea,
  sketch bytea,
  links jsonb not null default '[]',
  -- Of a duplicate: the address that stands for it. `alone` says that this address turned out to stand for nothing.
  same_as text,
  alone boolean not null default false,
  change text check (change in ('added', 'changed', 'removed')),
  fetched_at timestamptz,
  unique (source, url)
);
create index page_waiting on page (source, depth, url) where status = 'waiting';

-- A question with its phrasings, one a line, and the answer, word for word.
create table pair (
  id uuid primary key,
  source uuid not null references source (id) on delete cascade,
  position int not null,
  question text not null,
  answer text not null,
  category text,
  language text
);
create index pair_source on pair (source, position);

alter table chunk
  add column page uuid references page (id) on delete cascade,
  add column pair uuid references pair (id) on delete cascade;
create index chunk_page on chunk (page) where page is not null;
create index chunk_pair on chunk (pair) where pair is not null;

insert into pair (id, source, position, question, answer)
  select c.id, c.source, c.position, c.question, c.body from chunk c join source s on s.id = c.source where s.kind = 'pairs' and c.question is not null;
update chunk set pair = id where id in (select id from pair);
update source s set body = (
    select string_agg(case when c.heading = '{}' then c.body else '## ' || c.heading[array_upper(c.heading, 1)] || E'\n' || c.body end, E'\n\n' order by c.position)
    from chunk c where c.source = s.id)
  where kind = 'text';

-- What a bot searches: the chunks of its own sources and of those shared with it.
create view known_chunk as
  select c.id, c.source, c.bot, c.page, c.pair, c.position, c.title, c.heading, c.question, c.body, c.url, c.tsv from chunk c
  union all
  select c.id, c.source, s.bot, c.page, c.pair, c.position, c.title, c.heading, c.question, c.body, c.url, c.tsv
  from source_share s join chunk c on c.source = s.source;

-- Chunks that are no longer known, as they were: an answer that cited one still shows it. `cited` is null until somebody has looked.
create table past_chunk (
  id uuid primary key,
  source uuid not null,
  source_title text not null,
  source_kind text not null,
  title text not null,
  heading text[] not null,
  question text,
  body text not null,
  url text,
  retired_at timestamptz not null,
  cited boolean
);
create index past_chunk_unseen on past_chunk (retired_at) where cited is null;

-- What programs show to be let in. Only a hash is kept of the key.
create table api_key (
  id uuid primary key,
  name text not null,
  scopes text[] not null,
  hint text not null,
  token_hash bytea not null unique,
  by uuid references agent (id) on delete set null,
  created_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
