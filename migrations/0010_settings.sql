-- Up Migration

-- Who may be rung up: of an agency, or of the office itself where agency_id is null. A list is changed as a
-- whole; what it was before stands in the audit log, without telephone numbers and addresses.
create table contact_person (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer,
  place smallint not null check (place between 1 and 5), -- in the order in which they are shown
  name text not null check (name <> '' and length(name) <= 100),
  position text not null check (position <> '' and length(position) <= 100),
  phone text check (phone <> '' and length(phone) <= 40),
  email text check (email <> '' and length(email) <= 100),
  -- Named in the words of a refusal when access is closed.
  is_asked boolean not null default false,
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  check (phone is not null or email is not null),
  unique nulls not distinct (office_id, agency_id, place)
);
create unique index contact_person_asked on contact_person (office_id, agency_id) nulls not distinct where is_asked;

-- What an office has set for its portal; null: as delivered (src/offices/office-settings.ts). The bounds are
-- those of src/offices/office-settings.ts too.
create table office_setting (
  office_id integer primary key references office,
  clear_after_seconds integer check (clear_after_seconds between 15 and 300),
  office_idle_minutes integer check (office_idle_minutes between 5 and 60),
  agency_idle_minutes integer check (agency_idle_minutes between 5 and 60),
  operator_idle_minutes integer check (operator_idle_minutes between 2 and 30)
);

-- Where letters to the office go; no paper tells it.
alter table office add column address text check (address <> '' and length(address) <= 200);

-- Printing an answer is granted by the agreement, like its elements.
alter table agreement_term add column print_allowed boolean not null default false;

-- What the last check of the whole log found, so that nobody has to look for its entry.
create table log_check (
  only_row boolean primary key default true check (only_row),
  checked_at timestamptz not null,
  checked_by text not null,
  entries bigint not null,
  last_seq bigint not null,
  faults integer not null
);

grant select, insert, update, delete on contact_person to gapura_app;
grant select, insert, update on office_setting, log_check to gapura_app;
grant update (address) on office to gapura_app;
grant select on office_setting, log_check to gapura_read;
grant select (id, office_id, agency_id, place, name, position, is_asked) on contact_person to gapura_read;

-- Down Migration
