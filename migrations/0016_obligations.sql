-- Up Migration

-- Where a member of staff is told that something waits in the portal; null: only in the portal itself.
alter table staff add column email text check (email ~ '^[^[:space:]@<>]+@[^[:space:]@<>]+$' and length(email) <= 254);

-- One row a person: a role is resolved when the notice is written, so that who comes later finds no old ones.
create table notification (
  id bigint generated always as identity primary key,
  office_id integer not null references office,
  staff_id integer not null references staff,
  event text not null check (event ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(_[a-z]+)*$'),
  title text not null check (title <> '' and length(title) <= 200),
  body text not null check (length(body) <= 2000),
  path text not null check (path ~ '^/[^/]' and length(path) <= 300),
  created_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  -- null: there was no address to write to. `skipped`: no mail server is configured, or the notice was already read.
  mail_state text check (mail_state in ('waiting', 'sent', 'failed', 'skipped')),
  mail_attempts integer not null default 0,
  -- A code and no more: what a mail server says may repeat the address.
  mail_problem text check (mail_problem ~ '^[a-z0-9-]{1,40}$'),
  mail_changed_at timestamptz
);
create index notification_staff on notification (staff_id, id desc);
create index notification_unread on notification (staff_id) where read_at is null;
create index notification_mail_failed on notification (office_id, mail_changed_at) where mail_state = 'failed';
grant select, insert, update, delete on notification to gapura_app;

-- The days on which an office does not work, as lists of whole years. A year that is not here is as shipped
-- (src/offices/calendar/shipped-holidays.ts), or unknown.
create table holiday_year (
  office_id integer not null references office,
  year integer not null check (year between 2020 and 2100),
  is_complete boolean not null,
  basis text check (basis <> '' and length(basis) <= 200),
  primary key (office_id, year),
  check (not is_complete or basis is not null)
);
create table holiday (
  office_id integer not null,
  year integer not null,
  day date not null check (extract(year from day) = year),
  name text not null check (name <> '' and length(name) <= 100),
  kind text not null check (kind in ('national', 'joint-leave')),
  primary key (office_id, day),
  foreign key (office_id, year) references holiday_year
);
grant select, insert, update on holiday_year to gapura_app;
grant select, insert, delete on holiday to gapura_app;
grant select on holiday_year, holiday to gapura_read;

-- What people did about an obligation. Which obligations there are, and until when, follows from the agreement's
-- document and its life (src/obligations/derive.ts); `key` names one of them. What it was called and when it was
-- due is kept as it was at the act, for the day on which it does not follow any more.
create table obligation_state (
  agreement_id integer not null references agreement,
  key text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9-]+)?$' and length(key) <= 80),
  state text not null check (state in ('open', 'submitted', 'done', 'waived')),
  kind text not null check (kind ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title <> '' and length(title) <= 200),
  due_on date not null,
  -- The day on which it was met, as evidence and office have it.
  met_on date,
  -- Why it was waived, rejected or reopened; what was said with an acceptance.
  note text check (note <> '' and length(note) <= 500),
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (agreement_id, key),
  check (state <> 'waived' or note is not null),
  check ((state = 'done') = (met_on is not null))
);

-- Obligations that no document tells and people have added.
create table own_obligation (
  id integer generated always as identity primary key,
  agreement_id integer not null references agreement,
  title text not null check (title <> '' and length(title) <= 200),
  detail text not null default '' check (length(detail) <= 500),
  owed_by text not null check (owed_by in ('agency', 'office')),
  due_on date not null,
  added_by text not null,
  added_at timestamptz not null default clock_timestamp()
);
create index own_obligation_agreement on own_obligation (agreement_id);

create table obligation_evidence (
  id integer generated always as identity primary key,
  agreement_id integer not null references agreement,
  key text not null,
  sha256 bytea not null references stored_file,
  name text not null check (name <> '' and length(name) <= 200),
  added_by text not null,
  added_at timestamptz not null default clock_timestamp()
);
create index obligation_evidence_agreement on obligation_evidence (agreement_id, key);

-- Each reminder goes out once: whoever writes its row first, on whichever node, tells people in the same
-- transaction. A due date that moves is reminded of anew.
create table obligation_reminder (
  agreement_id integer not null references agreement,
  key text not null,
  due_on date not null,
  mark text not null,
  reminded_at timestamptz not null default clock_timestamp(),
  primary key (agreement_id, key, due_on, mark)
);
grant select, insert, update on obligation_state to gapura_app;
grant select, insert on own_obligation, obligation_evidence, obligation_reminder to gapura_app;
grant select on obligation_state, own_obligation, obligation_reminder to gapura_read;

-- Down Migration
