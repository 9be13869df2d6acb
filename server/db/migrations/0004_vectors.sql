-- What a chunk means, as an encoder sees it: for a pair one vector a phrasing, then one for each stretch of its text. All have the same length
-- and stand one after the other, a signed byte a number: only their direction says something.
create table vector (
  chunk uuid not null references chunk (id) on delete cascade,
  encoder text collate "C" not null,
  phrasings int not null,
  parts int not null,
  bytes bytea not null,
  primary key (chunk, encoder)
);

-- How far a source has come: `step` counts up, so that a server that keeps its vectors in memory sees that there are more.
create table encoding (
  source uuid not null references source (id) on delete cascade,
  encoder text collate "C" not null,
  step int not null,
  primary key (source, encoder)
);
