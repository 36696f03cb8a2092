-- Up Migration

-- A file of feedback on its way: its parts as they arrive, how it is to be read, how far it is. In the database so that
-- any server can go on with it, and so that what was acknowledged survives a power cut (I9).
create table feedback_upload (
  delivery_id bigint primary key references feedback_delivery,
  file_name text not null check (file_name <> '' and length(file_name) <= 200),
  size_bytes bigint not null check (size_bytes between 1 and 2147483648),
  part_bytes integer not null check (part_bytes between 1024 and 8388608),
  -- As the preview found it, or as the sender corrected it: separator, encoding, decimal sign, order of dates.
  reading jsonb,
  header text[],
  -- What a look at the first rows showed.
  preview jsonb,
  -- For the time left: since when this run reads, and how far it is.
  loading_since timestamptz,
  bytes_read bigint not null default 0,
  rows_at_start bigint not null default 0
);

create table feedback_upload_part (
  delivery_id bigint not null references feedback_upload,
  n integer not null check (n >= 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bytea not null,
  primary key (delivery_id, n)
);
alter table feedback_upload_part alter column bytes set storage external; -- text compresses, but not at a million rows a minute

grant select, insert, update on feedback_upload to gapura_app;
grant select, insert, delete on feedback_upload_part to gapura_app;

-- Down Migration
