-- Up Migration

-- Lets a proposal say in the schema that both its people are of its office.
alter table staff add constraint staff_id_office unique (id, office_id);

-- An act that grants authority, asked for by one person and waiting for another (docs/rules/approvals.md).
create table proposal (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  kind text not null check (kind in ('credential.issue', 'credential.reactivate', 'agreement.reactivate',
    'agreement.purposes', 'agency.reactivate', 'staff.create', 'staff.reactivate', 'staff.reset-password',
    'staff.reset-second-factor')),
  -- What the act falls on: as the program tells it apart, and in the words of people.
  subject text not null check (subject <> ''),
  whom text not null check (whom <> ''),
  -- What is to be done, read back by src/approvals/granting-act.ts. Never a secret.
  act jsonb not null,
  reason text not null check (reason <> ''),
  proposed_by integer not null,
  proposed_at timestamptz not null default clock_timestamp(),
  -- Half open: from this moment on nobody can approve it.
  expires_at timestamptz not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'approved', 'rejected', 'withdrawn', 'expired')),
  decided_by integer,
  decided_at timestamptz,
  decision_reason text,
  foreign key (proposed_by, office_id) references staff (id, office_id),
  foreign key (decided_by, office_id) references staff (id, office_id),
  check (proposed_at < expires_at),
  check ((state = 'waiting') = (decided_at is null)),
  -- Four eyes: nobody decides what they proposed, and only who proposed it takes it back.
  check (case state
    when 'approved' then decided_by is not null and decided_by <> proposed_by and decided_at < expires_at
    when 'rejected' then decided_by is not null and decided_by <> proposed_by
    when 'withdrawn' then decided_by is not null and decided_by = proposed_by
    else decided_by is null end),
  check ((state in ('approved', 'rejected')) = (decision_reason is not null and decision_reason <> ''))
);
create index proposal_office on proposal (office_id, id);
-- The same thing is not asked for twice at once.
create unique index proposal_waiting on proposal (office_id, kind, subject) where state = 'waiting';

create function proposal_is_decided_once() returns trigger language plpgsql as $$
begin
  if old.state <> 'waiting' then
    raise exception 'proposal % is decided', old.id;
  end if;
  return new;
end $$;
create trigger proposal_decided_once before update on proposal
  for each row execute function proposal_is_decided_once();

-- A secret that an approved act made, or the half of it that one person fetches, once.
create table proposal_secret (
  proposal_id integer not null references proposal,
  staff_id integer not null references staff,
  part text not null check (part in ('whole', 'first', 'second')),
  -- AES-256-GCM; the key is a file outside the database (src/kernel/seal.ts). Null: fetched, or too late.
  sealed bytea,
  until timestamptz not null,
  fetched_at timestamptz,
  primary key (proposal_id, staff_id),
  check (fetched_at is null or sealed is null)
);
create index proposal_secret_until on proposal_secret (until) where sealed is not null;

-- Whether granting takes two people, as the server that started last was told.
alter table installation add column four_eyes text not null default 'required'
  check (four_eyes in ('required', 'single'));

-- What was asked for cannot be changed any more, only answered.
grant select, insert, update (state, decided_by, decided_at, decision_reason) on proposal to gapura_app;
grant select, insert, update (sealed, fetched_at) on proposal_secret to gapura_app;
grant select on proposal to gapura_read;

-- Down Migration
