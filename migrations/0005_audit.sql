-- Up Migration

-- Append-only, ordered, hash-linked (I6). Everything that discloses data or changes authority is here.
-- Never a disclosed value, never a plain NIK (I7): nik_hash is keyed.
create table audit_entry (
  seq bigint not null,
  at timestamptz not null,
  event text not null,
  outcome text not null,
  office_id integer,
  credential_id integer,
  agreement_id integer,
  term_version integer,
  request_id uuid not null,
  local_operator text,
  address text,
  declared_address text,
  method text,
  -- Bit n stands for element n of the catalogue (src/registry/elements.ts), which only grows at its end.
  element_mask bigint not null default 0,
  nik_hash bytea,
  purpose text,
  detail text, -- JSON, for events other than verifications
  hash bytea not null,
  primary key (seq, at)
) partition by range (at);
create index audit_entry_credential on audit_entry (credential_id, seq);

-- A month that nobody prepared must not stop the gate.
create table audit_entry_default partition of audit_entry default;

-- The end of the chain; its row lock gives the order. It is locked last in every transaction.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  hash bytea not null
) with (fillfactor = 10);
insert into audit_head (seq, hash) values (0, '\x0000000000000000000000000000000000000000000000000000000000000000');

-- Refusals beyond the number that are written one by one in a minute; closed minutes become one entry each.
create table audit_overflow (
  minute timestamptz not null,
  credential_id integer not null, -- 0: no credential was recognised
  outcome text not null,
  count bigint not null check (count > 0),
  primary key (minute, credential_id, outcome)
);

create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is append-only';
end $$;
create trigger audit_entry_no_change before update or delete on audit_entry
  for each row execute function audit_entry_is_append_only();
create trigger audit_entry_no_truncate before truncate on audit_entry
  for each statement execute function audit_entry_is_append_only();
-- Row triggers reach the partitions by themselves, statement triggers do not.
create trigger audit_entry_no_truncate before truncate on audit_entry_default
  for each statement execute function audit_entry_is_append_only();

-- Makes the partitions of this month and the next two. Runs as the owner, for the server may not create tables.
create function audit_prepare_months(from_day date) returns void
  language plpgsql security definer set search_path = public as $$
declare
  first_day date;
begin
  for i in 0..2 loop
    first_day := (date_trunc('month', from_day) + make_interval(months => i))::date;
    if to_regclass(format('audit_entry_%s', to_char(first_day, 'YYYY_MM'))) is null then
      execute format('create table audit_entry_%s partition of audit_entry for values from (%L) to (%L)',
        to_char(first_day, 'YYYY_MM'), first_day::timestamptz, (first_day + interval '1 month')::timestamptz);
      execute format('create trigger audit_entry_no_truncate before truncate on audit_entry_%s
        for each statement execute function audit_entry_is_append_only()', to_char(first_day, 'YYYY_MM'));
    end if;
  end loop;
end $$;

-- Months that are over get their index by NIK. In the month under way such an index would cost more than the
-- entry itself, for keyed hashes land on random pages (docs/performance.md); a search reads that month through.
create function audit_index_closed_months(today date) returns void
  language plpgsql security definer set search_path = public as $$
declare
  part text;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit_entry'::regclass and c.relname ~ '^audit_entry_[0-9]{4}_[0-9]{2}$'
      and to_date(right(c.relname, 7), 'YYYY_MM') < date_trunc('month', today)::date - 1
      and to_regclass(c.relname || '_nik') is null
  loop
    execute format('create index %I on %I (nik_hash) where nik_hash is not null', part || '_nik', part);
  end loop;
end $$;

grant select, insert on audit_entry to gapura_app;
grant select, update on audit_head to gapura_app;
grant select, insert, update, delete on audit_overflow to gapura_app;
grant execute on function audit_prepare_months(date), audit_index_closed_months(date) to gapura_app;
grant select on audit_entry, audit_head, audit_overflow to gapura_read;

-- Down Migration
