-- Where knowledge comes from. A source that could not be read stays, with the sentence that says why.
create table source (
  id uuid primary key,
  bot uuid not null references bot (id) on delete cascade,
  kind text not null check (kind in ('pairs', 'text', 'page')),
  title text not null,
  url text,
  status text not null check (status in ('working', 'ready', 'failed')),
  error text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index source_bot on source (bot, created_at);

-- A piece of a source: what is found, quoted and cited. Chunks are never edited: a source that is read anew gets new ones.
create table chunk (
  id uuid primary key,
  source uuid not null references source (id) on delete cascade,
  -- The source's, so that a search reads one table.
  bot uuid not null,
  position int not null,
  title text not null,
  heading text[] not null default '{}',
  -- Of a pair: its phrasings, one a line.
  question text,
  body text not null,
  url text,
  -- English stems, and every word as it stands for other languages and names.
  tsv tsvector not null generated always as (
    setweight(to_tsvector('english', coalesce(question, '')) || to_tsvector('simple', coalesce(question, '')), 'A') ||
    setweight(to_tsvector('english', title) || to_tsvector('simple', title), 'B') ||
    setweight(to_tsvector('english', body) || to_tsvector('simple', body), 'C')
  ) stored
);
create index chunk_source on chunk (source, position);
create index chunk_bot on chunk (bot);
create index chunk_words on chunk using gin (tsv);
