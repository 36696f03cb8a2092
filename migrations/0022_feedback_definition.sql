-- Up Migration

-- Why a version was made; null for the first one, which follows from the paper.
alter table feedback_definition add column reason text check (reason <> '');

-- Since when nothing of a delivery's rows is left.
alter table feedback_delivery add column emptied_at timestamptz;

-- Finds the rows of a delivery. Rows come in the order of their deliveries, so that a summary of each stretch of the
-- table is enough; a tree would cost every one of a million rows its share while they are written.
create index feedback_row_delivery on feedback_row using brin (delivery_id) with (pages_per_range = 32, autosummarize = on);

-- What was deleted: how much and a checksum, never a value. The rows go in small batches; what a batch took stands here
-- with it, so that a deletion goes on after an interruption and says the truth at any moment.
create table feedback_deletion (
  id bigint generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  -- By the time that the definition sets, or because the office ordered it.
  kind text not null check (kind in ('retention', 'ordered')),
  -- Null: every delivery of the agreement.
  delivery_id bigint references feedback_delivery,
  -- Only rows that came before; null: all.
  received_before timestamptz,
  reason text not null check (reason <> ''),
  letter_number text check (letter_number <> ''),
  ordered_by text not null check (ordered_by <> ''),
  ordered_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  rows_deleted bigint not null default 0,
  unique_deleted bigint not null default 0,
  rejects_deleted bigint not null default 0,
  -- SHA-256 over the rows in the order of their numbers: each time of what was there, the person's and the row's hash.
  rows_digest bytea not null default '\x' check (octet_length(rows_digest) in (0, 32)),
  check ((kind = 'retention') = (received_before is not null))
);
create index feedback_deletion_agreement on feedback_deletion (agreement_id, id);
create index feedback_deletion_open on feedback_deletion (id) where finished_at is null;

grant select, insert, update on feedback_deletion to gapura_app;
grant select on feedback_deletion to gapura_read;

-- Down Migration
