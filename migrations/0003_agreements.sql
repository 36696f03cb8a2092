-- Up Migration

create table user_agency (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  name text not null check (name <> ''),
  kind text not null check (kind in ('OPD', 'RSUD', 'Puskesmas', 'Badan Hukum Indonesia')),
  state text not null default 'active' check (state in ('active', 'suspended')),
  -- The segment after the region in the wire address (wire contract W-01), and the 15-digit customer id.
  wire_name text check (wire_name ~ '^[a-z0-9_.-]{1,64}$'),
  customer_id text check (customer_id ~ '^[0-9]{15}$'),
  created_at timestamptz not null default now(),
  unique (office_id, name),
  unique (office_id, wire_name),
  unique (customer_id)
);

create table work_unit (
  id integer generated always as identity primary key,
  agency_id integer not null references user_agency,
  name text not null check (name <> ''),
  unique (agency_id, name)
);

create table central_approval (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  number text not null check (number <> ''),
  approved_on date not null,
  purpose text,
  elements text[],
  methods text[],
  unique (office_id, number)
);

create table agreement (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer not null references user_agency,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,63}$'),
  renews_id integer references agreement,
  central_approval_id integer references central_approval,
  civil_registry_number text not null check (civil_registry_number <> ''),
  user_agency_number text not null check (user_agency_number <> ''),
  technical_guideline_number text,
  request_letter_number text,
  request_letter_on date,
  request_letter_subject text,
  purpose text not null check (purpose <> ''),
  signed_on date not null,
  -- [valid_from, valid_until): the paper's first day 00:00 to the midnight that ends its last day, office time.
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  -- Expiry is never stored: it follows from valid_until. State records what people decided.
  state text not null default 'in_force' check (state in ('in_force', 'suspended', 'ended', 'revoked')),
  state_reason text,
  state_changed_at timestamptz not null default now(),
  proof_of_concept_required boolean not null default false,
  proof_of_concept_passed_on date,
  document jsonb not null, -- the agreement as imported, for clauses that later features read
  created_at timestamptz not null default now(),
  check (valid_from < valid_until),
  unique (office_id, civil_registry_number)
);

-- What is allowed, as versions over time. The version at an instant is the one with the latest
-- valid_from not after it, so versions cannot overlap and past days can always be asked.
create table agreement_term (
  id integer generated always as identity primary key,
  agreement_id integer not null references agreement,
  version integer not null check (version >= 1),
  valid_from timestamptz not null,
  elements text[] not null check (cardinality(elements) > 0),
  methods text[] not null check (methods <@ array['web-portal', 'web-service', 'card-reader']),
  -- null: the paper names none, so every credential must carry its own.
  quota_per_day integer check (quota_per_day > 0),
  quota_unlimited boolean not null default false,
  max_users integer check (max_users > 0),
  -- The method names of the wire address and what each does (wire contract W-02):
  -- [{ "name": "call_nik", "operation": "biodata" | "match", "elements": [...] | null = all of the term }]
  wire_methods jsonb not null default '[]' check (jsonb_typeof(wire_methods) = 'array'),
  basis text not null, -- the paper this version comes from: agreement, addendum …
  created_at timestamptz not null default now(),
  check (not (quota_unlimited and quota_per_day is not null)),
  unique (agreement_id, version),
  unique (agreement_id, valid_from)
);

grant select, insert on work_unit, central_approval, agreement_term to gapura_app;
grant select, insert, update on user_agency, agreement to gapura_app;
grant select on user_agency, work_unit, central_approval, agreement, agreement_term to gapura_read;

-- Down Migration
