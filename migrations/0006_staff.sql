-- Up Migration

-- A member of staff belongs to one office; a member of an agency to an agency of that office.
alter table user_agency add unique (id, office_id);
alter table work_unit add unique (id, agency_id);

create table staff (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer,
  work_unit_id integer,
  -- Lower case only, so that no two names differ in nothing else.
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{3,47}$'),
  full_name text not null check (full_name <> ''),
  nip text check (nip ~ '^[0-9]{18}$'),
  role text not null check (role in ('office-administrator', 'agreement-officer', 'evaluator', 'registry-officer',
    'central-approver', 'auditor', 'agency-head', 'agency-pic', 'agency-administrator', 'operator')),
  state text not null default 'active' check (state in ('active', 'suspended')),
  state_reason text,
  state_changed_at timestamptz not null default now(),
  password_hash text not null check (password_hash like '$argon2id$%'),
  previous_password_hash text check (previous_password_hash like '$argon2id$%'),
  password_changed_at timestamptz not null default now(),
  -- A password that somebody else has seen: it lets its holder do nothing but change it.
  must_change_password boolean not null default true,
  -- AES-256-GCM; the key is a file outside the database (src/kernel/seal.ts).
  totp_secret_sealed bytea,
  totp_confirmed_at timestamptz,
  -- The step of the last code that was accepted: none is accepted twice, nor an earlier one after it.
  totp_last_step bigint,
  -- Offered, and not yet confirmed by a code; the confirmed one stays in force until then.
  totp_pending_sealed bytea,
  nda_signed_on date,
  last_signed_in_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  foreign key (work_unit_id, agency_id) references work_unit (id, agency_id),
  check ((role in ('agency-head', 'agency-pic', 'agency-administrator', 'operator')) = (agency_id is not null)),
  check (work_unit_id is null or agency_id is not null),
  check ((totp_secret_sealed is null) = (totp_confirmed_at is null))
);
create index staff_office on staff (office_id);
create index staff_agency on staff (agency_id);

create table staff_recovery_code (
  staff_id integer not null references staff,
  code_hash bytea not null check (octet_length(code_hash) = 32), -- keyed
  used_at timestamptz,
  primary key (staff_id, code_hash)
);

create table staff_session (
  -- SHA-256 of 256 random bits: reading this table lets nobody in.
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  id integer generated always as identity unique,
  staff_id integer not null references staff,
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  absolute_until timestamptz not null,
  second_factor_at timestamptz,
  reauthenticated_at timestamptz,
  address text not null,
  user_agent text not null,
  check (created_at < absolute_until)
);
create index staff_session_staff on staff_session (staff_id);

-- Attempts to sign in that have not succeeded, by what was tried and from where. The name is hashed because
-- people type passwords into the wrong field.
create table sign_in_failure (
  username_hash bytea not null check (octet_length(username_hash) = 32),
  source text not null, -- an address, or a device that has signed in before
  count integer not null check (count >= 0),
  last_at timestamptz not null,
  primary key (username_hash, source)
);
create index sign_in_failure_last on sign_in_failure (last_at);

-- An operator's portal User ID. Nobody knows its secret, so no program can use it.
alter table credential add column staff_id integer unique references staff;

grant select, insert, update on staff to gapura_app;
grant select, insert, update, delete on staff_recovery_code, staff_session, sign_in_failure to gapura_app;
grant select (id, office_id, agency_id, work_unit_id, username, full_name, role, state, state_reason,
  state_changed_at, must_change_password, totp_confirmed_at, nda_signed_on, last_signed_in_at, created_at) on staff to gapura_read;
grant select (staff_id) on credential to gapura_read;

-- Down Migration
