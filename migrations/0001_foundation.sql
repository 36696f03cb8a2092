-- Up Migration

-- Roles belong to the cluster, not to the database, and another installation may have made them.
-- gapura_app runs the server, gapura_read serves reports; the owner (whoever migrates) is neither.
do $$
begin
  if not exists (select from pg_roles where rolname = 'gapura_app') then
    create role gapura_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'gapura_read') then
    create role gapura_read nologin;
  end if;
exception
  when insufficient_privilege then
    raise exception 'The migrating role may not create roles. Ask the database administrator to run: create role gapura_app nologin; create role gapura_read nologin; grant gapura_app, gapura_read to %;', current_user;
  when duplicate_object or unique_violation then
    null; -- another migration of another database won the race
end $$;

-- The server connects as the owner and takes on the application's role; a superuser may do so anyway.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant gapura_app, gapura_read to %I', current_user);
  end if;
exception
  when insufficient_privilege then
    if not pg_has_role(current_user, 'gapura_app', 'member') then raise; end if;
end $$;

grant usage on schema public to gapura_app, gapura_read;

-- One row: what this installation is. The fingerprint lets a node with another NIK key refuse to start,
-- because its audit entries could not be found again.
create table installation (
  only_row boolean primary key default true check (only_row),
  nik_key_fingerprint text not null,
  demo boolean not null,
  created_at timestamptz not null default now()
);
grant select on installation to gapura_app, gapura_read;

create table office (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[0-9]{2}(\.[0-9]{2})?$'),
  name text not null check (name <> ''),
  level text not null check (level in ('pusat', 'provinsi', 'kabupaten', 'kota')),
  time_zone text not null check (time_zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  created_at timestamptz not null default now()
);
grant select, insert on office to gapura_app;
grant select on office to gapura_read;

-- Ministry codes without dots: 2, 4, 6 or 10 digits. Source: idn-area-data (ODbL).
create table region (
  code text primary key check (code ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$'),
  name text not null check (name <> '')
);
grant select on region to gapura_app, gapura_read;

-- Down Migration
