-- Up Migration

-- Files of papers: letters that the system wrote, signed scans, evidence (docs/rules/files.md, ADR 0016).
-- Addressed by what is in them, so that the same bytes are kept once and nobody can put others in their place.
create table stored_file (
  sha256 bytea primary key check (length(sha256) = 32), -- of the plain bytes
  size integer not null check (size > 0),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  -- AES-256-GCM; the key is a file outside the database (src/files/vault.ts).
  sealed bytea not null check (length(sealed) > size),
  stored_at timestamptz not null default clock_timestamp()
);
-- What is sealed cannot be compressed; trying costs time.
alter table stored_file alter column sealed set storage external;

-- Lets a node with another key refuse to start. Null until the first start that knows files.
alter table installation add column file_key_fingerprint text;

-- A file is never changed and never taken away: papers are records.
grant select, insert on stored_file to gapura_app;
grant select (sha256, size, media_type, stored_at) on stored_file to gapura_read;

-- Down Migration
