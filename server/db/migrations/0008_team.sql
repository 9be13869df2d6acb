-- What a team is besides its name: see teamSettings in contracts/team.ts. What isn't there has its default.
alter table team
  add column settings jsonb not null default '{}';

alter table seat
  add column supervisor boolean not null default false;

alter table agent
  drop constraint agent_capacity_check,
  add constraint agent_capacity_check check (capacity between 0 and 100),
  -- Why somebody who is not online is not; null is offline.
  add column absence text collate "C" check (absence in ('busy', 'away')),
  -- The absence came by itself, after a while without a sign.
  add column automatic boolean not null default false,
  add column status_at bigint,
  -- The last key or pointer that we heard of.
  add column sign_at bigint,
  -- When the router last gave them something: whoever waits longest for the next is first.
  add column turn_at bigint not null default 0,
  add column languages text[] not null default '{}',
  add column skills text[] not null default '{}',
  -- Bots whose visitors they take; none means all.
  add column bots uuid[] not null default '{}',
  add column hours jsonb,
  add column days_off jsonb not null default '[]',
  add column back_at_hours boolean not null default false,
  add column picture bytea,
  add column picture_type text collate "C";

-- Who changed whose status: others may, and it is kept.
create table status_change (
  agent uuid not null references agent (id) on delete cascade,
  at bigint not null,
  status text collate "C" not null,
  by uuid
);
create index status_change_agent on status_change (agent, at desc);

-- Whoever follows a conversation hears of it, besides its owner.
create table follow (
  agent uuid not null references agent (id) on delete cascade,
  conversation uuid not null,
  at bigint not null,
  primary key (agent, conversation)
);
create index follow_conversation on follow (conversation);

-- How long each handover waited: what a visitor who waits is told, and what the board counts. `accepted` is null for a promise.
create table handover (
  conversation uuid not null,
  n int not null,
  team uuid not null,
  escalated_at bigint not null,
  ended_at bigint,
  accepted boolean,
  agent uuid,
  primary key (conversation, n)
);
create index handover_team on handover (team, ended_at desc) where ended_at is not null;
create index handover_day on handover (escalated_at);

alter table company
  add column away_after int,
  add column quiet_after int,
  add column ageing int not null default 10;

-- Few are urgent: whether any is must not cost a look at the whole queue.
alter table conversation
  add column priority int generated always as ((state -> 'holder' ->> 'priority')::int) stored;
create index conversation_urgent on conversation (team) where kind = 'queue' and priority > 0;
