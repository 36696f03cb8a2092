-- Up Migration

create table credential (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  user_id text not null check (user_id ~ '^[A-Za-z0-9_.@-]{4,64}$'),
  kind text not null check (kind in ('development', 'production')),
  state text not null default 'active' check (state in ('active', 'suspended', 'revoked')),
  state_reason text,
  state_changed_at timestamptz not null default now(),
  secret_hash text not null check (secret_hash like '$argon2id$%'),
  -- Moves with every rotation; what a process remembers about a password is void once it has moved.
  secret_version integer not null default 1,
  previous_secret_hash text check (previous_secret_hash like '$argon2id$%'),
  previous_secret_until timestamptz,
  expires_at timestamptz,
  addresses cidr[] not null check (cardinality(addresses) > 0),
  declared_address_required boolean not null default false,
  hours_from time,
  hours_until time, -- half open; earlier than hours_from means over midnight
  profile text not null check (profile in ('G1', 'G2', 'G3')),
  id_style text not null check (id_style in ('number', 'string')),
  quota_per_day integer check (quota_per_day > 0),
  created_at timestamptz not null default now(),
  check ((hours_from is null) = (hours_until is null)),
  check ((previous_secret_hash is null) = (previous_secret_until is null))
);
-- Clients differ in the case they send; two User IDs that differ only in case would be one person's trap.
create unique index credential_user_id on credential (lower(user_id));
create index credential_agreement on credential (agreement_id);

-- One row per credential and local day, never reset: a clock that steps back finds the old count (I3).
create table quota_use (
  credential_id integer not null references credential,
  day date not null,
  used integer not null check (used >= 0),
  daily_limit integer, -- in force at the last hit; null: unlimited
  granted integer not null, -- what the last statement took, for its own returning clause
  primary key (credential_id, day)
) with (fillfactor = 50);

grant select, insert, update on credential, quota_use to gapura_app;
grant select (id, office_id, agreement_id, user_id, kind, state, state_reason, state_changed_at, expires_at,
  addresses, profile, id_style, quota_per_day, created_at) on credential to gapura_read;
grant select on quota_use to gapura_read;

-- Down Migration
