-- Up Migration

-- A passkey of a member of staff (WebAuthn). Only its public half is here: reading this table lets nobody in.
create table staff_passkey (
  id integer generated always as identity primary key,
  staff_id integer not null references staff,
  credential_id bytea not null unique check (octet_length(credential_id) between 1 and 1023),
  public_key bytea not null, -- COSE
  -- As the authenticator counts; those that are kept by a password manager stay at 0.
  sign_count bigint not null check (sign_count between 0 and 4294967295),
  transports text[] not null default '{}',
  -- The host name it was made for: the browser offers it there and nowhere else.
  rp_id text not null check (rp_id <> ''),
  name text not null check (char_length(name) between 1 and 60),
  is_synced boolean not null,
  created_at timestamptz not null default clock_timestamp(),
  last_used_at timestamptz
);
create index staff_passkey_staff on staff_passkey (staff_id);

-- What a passkey has to sign next: one a session and purpose, used up by the first answer.
create table staff_challenge (
  session_id integer not null references staff_session (id) on delete cascade,
  purpose text not null check (purpose in ('register', 'second-factor', 'reauthenticate')),
  challenge bytea not null check (octet_length(challenge) = 32),
  expires_at timestamptz not null,
  primary key (session_id, purpose)
);

-- Sign-ins by the office's own provider (OIDC) that have come back: none comes back twice.
create table oidc_sign_in_used (
  request_hash bytea primary key check (octet_length(request_hash) = 32),
  used_at timestamptz not null default clock_timestamp()
);

grant select, insert, update, delete on staff_passkey, staff_challenge to gapura_app;
grant select, insert, delete on oidc_sign_in_used to gapura_app;
grant select (id, staff_id, rp_id, name, is_synced, created_at, last_used_at) on staff_passkey to gapura_read;

-- Down Migration
