-- Up Migration

-- Posts by development User IDs are read and answered like any, about invented people, and not kept: only that a row
-- came, so that its repeat is known as one.
create table feedback_trial (
  credential_id integer not null references credential,
  nik_hash bytea not null check (octet_length(nik_hash) = 16),
  content_hash bigint not null,
  came_at timestamptz not null default clock_timestamp(),
  primary key (credential_id, nik_hash, content_hash)
);
create index feedback_trial_age on feedback_trial (came_at);

grant select, insert, delete on feedback_trial to gapura_app;

-- Down Migration
