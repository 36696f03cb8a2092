-- Up Migration

-- What an agency returns about the people it looked up: the fields of an agreement, as versions over time.
create table feedback_definition (
  id integer generated always as identity primary key,
  agreement_id integer not null references agreement,
  version integer not null check (version >= 1),
  valid_from timestamptz not null default clock_timestamp(),
  fields jsonb not null check (jsonb_typeof(fields) = 'array' and jsonb_array_length(fields) between 1 and 40),
  -- A row about somebody whom the agency never looked up under this agreement.
  stranger_policy text not null default 'refuse' check (stranger_policy in ('refuse', 'flag')),
  -- Rows are deleted so long after they came; null: kept as long as the agreement's papers.
  retention_months integer check (retention_months between 1 and 1200),
  basis text not null check (basis <> ''),
  defined_by text not null,
  unique (agreement_id, version),
  unique (agreement_id, valid_from)
);

-- What came together, by one way: a file, a form, a day of posts by one User ID, a package on a medium.
create table feedback_delivery (
  id bigint generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  definition_id integer not null references feedback_definition,
  channel text not null check (channel in ('upload', 'form', 'web-service', 'media')),
  -- Only uploads and media pass through the states before the last.
  state text not null check (state in ('receiving', 'received', 'loading', 'finished', 'cancelled', 'failed')),
  -- Who sent it: a member of staff or a User ID; for a day of posts also the day.
  sent_by text not null check (sent_by <> ''),
  credential_id integer references credential,
  day date,
  begun_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  rows_read bigint not null default 0,
  rows_stored bigint not null default 0,
  rows_known bigint not null default 0, -- had come before, word for word
  rows_refused bigint not null default 0,
  rows_flagged bigint not null default 0, -- stored, about somebody never looked up
  fault text,
  check ((channel = 'web-service') = (credential_id is not null and day is not null))
);
create unique index feedback_delivery_day on feedback_delivery (credential_id, definition_id, day)
  where channel = 'web-service';
create index feedback_delivery_agreement on feedback_delivery (agreement_id, id);

-- The rows. No foreign keys: checking two for each of a million rows takes longer than writing them, and
-- every row is written in the transaction that has its delivery's row locked.
create table feedback_row (
  id bigint generated always as identity primary key,
  agreement_id integer not null,
  delivery_id bigint not null,
  definition_id integer not null,
  nik bigint not null check (nik between 1101000000000000 and 9999999999999999),
  nik_hash bytea not null check (octet_length(nik_hash) = 16),
  -- Of the values with their names: the same row once more is known by it.
  content_hash bigint not null,
  -- As read, in the order of the definition's fields.
  cells text[] not null,
  -- The last access to this NIK before the row came; null: none.
  access_seq bigint,
  received_at timestamptz not null
);
-- Also finds what is known of a NIK, and says who was looked up and never heard of.
create unique index feedback_row_once on feedback_row (agreement_id, nik_hash, content_hash);

-- Rows of a file that were not stored, to be given back with their reasons.
create table feedback_reject (
  delivery_id bigint not null references feedback_delivery,
  row_no bigint not null, -- counted from 1, without the header
  cells text[] not null,
  faults jsonb not null,
  primary key (delivery_id, row_no)
);

-- Values of fields that belong to one person only, such as a medical record number.
create table feedback_unique (
  agreement_id integer not null,
  value_hash bigint not null, -- of the field's name and the value in capitals
  nik_hash bytea not null check (octet_length(nik_hash) = 16),
  primary key (agreement_id, value_hash)
);

-- Whom each agreement's production credentials looked up: the audit log by person, for the log itself has no
-- such index in the month under way (ADR 13). Follows the log; nothing is decided on it before it has caught up.
create table looked_up (
  agreement_id integer not null,
  nik_hash bytea not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  last_seq bigint not null,
  last_credential_id integer not null,
  last_operator text,
  hits integer not null,
  primary key (agreement_id, nik_hash)
);
create index looked_up_age on looked_up (agreement_id, last_at);

create table looked_up_cursor (
  only_row boolean primary key default true check (only_row),
  seq bigint not null
);
insert into looked_up_cursor (seq) values (0);

-- The token of programs that post feedback; handed out with the User ID, shown once.
create table feedback_token (
  credential_id integer primary key references credential,
  token_hash bytea not null unique check (octet_length(token_hash) = 32), -- SHA-256 of 192 random bits
  issued_at timestamptz not null default clock_timestamp(),
  issued_by text not null,
  revoked_at timestamptz
);

-- What was answered to a post under a key of the sender's own, so that a repeat gets the same answer.
create table feedback_answer (
  credential_id integer not null references credential,
  key text not null check (length(key) between 1 and 100),
  body_hash bytea not null,
  fates jsonb not null,
  answered_at timestamptz not null default clock_timestamp(),
  primary key (credential_id, key)
);
create index feedback_answer_age on feedback_answer (answered_at);

grant select, insert, delete on feedback_answer to gapura_app;
grant select, insert on feedback_definition to gapura_app;
grant select, insert, update on feedback_delivery, feedback_token to gapura_app;
grant select, insert, update, delete on feedback_row, feedback_reject, feedback_unique to gapura_app;
grant select, insert, update on looked_up, looked_up_cursor to gapura_app;
grant select on feedback_definition, feedback_delivery, looked_up, looked_up_cursor to gapura_read;

-- Down Migration
