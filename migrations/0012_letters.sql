-- Up Migration

-- The versions of a kind of letter's wording that an office has saved; version 0 is the one delivered with
-- the program (src/papers/templates). A version is never changed: papers remember theirs.
create table letter_template (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  kind text not null check (kind ~ '^[a-z][a-z-]{1,63}$'),
  version integer not null check (version >= 1),
  source text not null check (source <> '' and length(source) <= 100000),
  note text check (note <> '' and length(note) <= 200),
  saved_by text not null check (saved_by <> ''),
  saved_at timestamptz not null default clock_timestamp(),
  unique (office_id, kind, version)
);

-- How an office numbers a kind of letter; without a row: as delivered (src/letters/numbering.ts).
create table letter_pattern (
  office_id integer not null references office,
  kind text not null check (kind ~ '^[a-z][a-z-]{1,63}$'),
  -- Kinds with the same series share its numbers.
  series text not null check (series ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  pattern text not null check (pattern <> '' and length(pattern) <= 100),
  classification text check (classification <> '' and length(classification) <= 40),
  primary key (office_id, kind)
);

-- The last number that a series gave in a year. Its row is locked until the letter is committed, so numbers
-- have no gaps.
create table letter_series (
  office_id integer not null references office,
  series text not null check (series ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  year integer not null check (year between 2000 and 2200),
  last_number integer not null check (last_number between 0 and 9999999),
  primary key (office_id, series, year)
);

-- What stands above the letters of an office, or of an agency of it; empty parts follow from what is known.
create table letterhead (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer,
  government text check (government <> '' and length(government) <= 100), -- PEMERINTAH KABUPATEN …
  name text check (name <> '' and length(name) <= 150),
  address text check (address <> '' and length(address) <= 200),
  contact text check (contact <> '' and length(contact) <= 200), -- telephone, e-mail, site
  city text check (city <> '' and length(city) <= 60), -- where letters are dated
  emblem bytea check (octet_length(emblem) <= 262144),
  emblem_type text check (emblem_type in ('image/png', 'image/jpeg')),
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  check ((emblem is null) = (emblem_type is null)),
  unique nulls not distinct (office_id, agency_id)
);

-- Who held which position, of an office itself (agency_id null) or of an agency of it.
create table official (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer,
  position text not null check (position in ('head', 'secretary', 'division-head', 'pic', 'treasurer', 'other')),
  name text not null check (name <> '' and length(name) <= 100),
  nip text check (nip ~ '^[0-9]{18}$'),
  rank text check (rank <> '' and length(rank) <= 100),
  title text not null check (title <> '' and length(title) <= 150),
  from_on date not null,
  until_on date, -- the first day that is not in
  entered_by text not null check (entered_by <> ''),
  entered_at timestamptz not null default clock_timestamp(),
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  check (until_on > from_on)
);
create index official_of on official (office_id, agency_id, from_on);
-- One head at a time; earlier ones have an end.
create unique index official_head on official (office_id, agency_id) nulls not distinct
  where position = 'head' and until_on is null;

create table paper (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer,
  agreement_id integer references agreement,
  request_id integer, -- its foreign key comes with the table of requests
  kind text not null check (kind ~ '^[a-z][a-z-]{1,63}$'),
  number text check (number <> '' and length(number) <= 100),
  dated_on date not null,
  subject text not null check (subject <> '' and length(subject) <= 300),
  -- The letter as it was rendered (src/letters/letter.ts): the same letter can be set again.
  data jsonb not null,
  template_version integer not null check (template_version >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  is_signed boolean not null, -- by the office's certificate
  -- Why it is not, though it was asked for.
  signing_refused text check (signing_refused is null or (signing_refused <> '' and not is_signed)),
  -- What its QR code carries: 128 random bits.
  token text not null unique check (token ~ '^[a-z2-7]{26}$'),
  issued_by text not null check (issued_by <> ''),
  issued_at timestamptz not null default clock_timestamp(),
  state text not null default 'issued' check (state in ('issued', 'withdrawn', 'replaced')),
  state_reason text check (state_reason <> ''),
  state_changed_at timestamptz,
  replaced_by integer references paper,
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  check ((state = 'issued') = (state_changed_at is null)),
  check ((state = 'replaced') = (replaced_by is not null))
);
create index paper_office on paper (office_id, id);
create index paper_agreement on paper (agreement_id, id);
create index paper_request on paper (request_id, id);

-- The signed paper, scanned, beside the file that the program made. The file itself is in the vault.
create table paper_scan (
  paper_id integer not null references paper,
  n smallint not null check (n between 1 and 99),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (name <> '' and length(name) <= 200),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size integer not null check (size > 0),
  uploaded_by text not null check (uploaded_by <> ''),
  uploaded_at timestamptz not null default clock_timestamp(),
  primary key (paper_id, n)
);

grant select, insert on letter_template, paper_scan to gapura_app;
grant select, insert, update on letter_pattern, letter_series, letterhead to gapura_app;
grant select, insert on official to gapura_app;
grant update (name, nip, rank, title, until_on) on official to gapura_app;
grant select, insert, update (state, state_reason, state_changed_at, replaced_by) on paper to gapura_app;
grant select on letter_template, letter_pattern, letter_series to gapura_read;
grant select (id, office_id, agency_id, agreement_id, request_id, kind, number, dated_on, subject, template_version,
  sha256, is_signed, issued_by, issued_at, state, state_changed_at, replaced_by) on paper to gapura_read;
grant select (paper_id, n, sha256, media_type, size, uploaded_by, uploaded_at) on paper_scan to gapura_read;

-- Down Migration
