-- Up Migration

-- A request for access (permohonan akses), from the agency's first draft until the agreement that came of it is
-- in force (docs/rules/requests.md). Which act leads from where to where stands in src/requests/domain.ts.
create table access_request (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer not null,
  -- The agreement that this one is to follow.
  renews_id integer references agreement,
  state text not null default 'drafting' check (state in ('drafting', 'submitted', 'returned', 'forwarded',
    'approved', 'rejected', 'drafted', 'endorsed', 'signed-by-registry', 'signed-by-agency', 'signed',
    'guideline-issued', 'network-ready', 'statements-signed', 'development', 'proof-of-concept', 'production',
    'in-force', 'withdrawn')),
  state_changed_at timestamptz not null default clock_timestamp(),
  -- The agreement in the making, as a file of it would be (docs/agreement-file.md), until both have signed.
  draft jsonb not null default '{}' check (jsonb_typeof(draft) = 'object'),
  -- Why each element is needed: { "NO_KK": "…" }.
  needs jsonb not null default '{}' check (jsonb_typeof(needs) = 'object'),
  -- { number, date, purpose, elements, methods, feedback, termMonths, quotaAfterProofOfConcept }
  approval jsonb check (jsonb_typeof(approval) = 'object'),
  central_approval_id integer references central_approval,
  drafted_by integer,
  endorsed_by integer,
  -- Whether the word of one person was enough, as the installation was set then (AP-12).
  endorsed_alone boolean not null default false,
  agreement_id integer unique references agreement,
  opened_by integer not null references staff,
  opened_at timestamptz not null default clock_timestamp(),
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  foreign key (drafted_by, office_id) references staff (id, office_id),
  foreign key (endorsed_by, office_id) references staff (id, office_id),
  check ((approval is null) = (central_approval_id is null)),
  -- Nothing is drafted, signed or in force that the central authority has not approved.
  check (state in ('drafting', 'submitted', 'returned', 'forwarded', 'rejected', 'withdrawn')
    or approval is not null),
  -- Four eyes: nobody endorses what they drafted.
  check (endorsed_by is null or (drafted_by is not null and (endorsed_alone or endorsed_by <> drafted_by))),
  check (state not in ('endorsed', 'signed-by-registry', 'signed-by-agency', 'signed', 'guideline-issued',
    'network-ready', 'statements-signed', 'development', 'proof-of-concept', 'production', 'in-force')
    or endorsed_by is not null),
  -- There is an agreement from the second signature on, and not before.
  check ((agreement_id is not null) = (state in ('signed', 'guideline-issued', 'network-ready', 'statements-signed',
    'development', 'proof-of-concept', 'production', 'in-force')))
);
create index access_request_office on access_request (office_id, state_changed_at desc);
create index access_request_agency on access_request (agency_id, id);

-- Files of a request: its package of documents, and what was attached to its steps. The bytes are in the vault.
create table request_file (
  id integer generated always as identity primary key,
  request_id integer not null references access_request,
  kind text not null check (kind in ('request-letter', 'legal-basis', 'head-appointment', 'application-description',
    'network-sketch', 'other', 'attachment')),
  name text not null check (name <> '' and length(name) <= 200),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size integer not null check (size > 0),
  number text check (number <> '' and length(number) <= 100),
  dated_on date,
  added_by integer not null references staff,
  added_at timestamptz not null default clock_timestamp(),
  -- What the office found wrong with it; a newer one of its kind takes its place.
  refused_note text check (refused_note <> '' and length(refused_note) <= 500)
);
create index request_file_request on request_file (request_id, id);

-- Who did what, when, with which paper. Never changed.
create table request_step (
  id integer generated always as identity primary key,
  request_id integer not null references access_request,
  act text not null check (act ~ '^[a-z]+(-[a-z]+)*$'),
  from_state text not null,
  to_state text not null,
  by_staff integer not null references staff,
  at timestamptz not null default clock_timestamp(),
  -- The day that stands on the paper; earlier than the entry where the paper is older.
  on_day date not null,
  comment text check (comment <> '' and length(comment) <= 2000),
  paper_id integer references paper,
  -- What the act fixed: numbers, signatories, addresses, results. No NIK.
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object')
);
create index request_step_request on request_step (request_id, id);

create table request_step_file (
  step_id integer not null references request_step,
  file_id integer not null references request_file,
  primary key (step_id, file_id)
);

alter table paper add foreign key (request_id) references access_request;

-- What the central authority fixed besides elements and methods; null: its letter does not say, or is older.
alter table central_approval
  add column feedback_fields text[],
  add column term_months integer check (term_months > 0);

-- The IP LAN that the office has allocated under an agreement: from where its User IDs may be given.
create table agreement_address (
  id integer generated always as identity primary key,
  agreement_id integer not null references agreement,
  network cidr not null,
  basis text not null check (basis <> ''), -- the paper or act it comes from
  from_at timestamptz not null default clock_timestamp(),
  until_at timestamptz,
  check (until_at > from_at)
);
create unique index agreement_address_registered on agreement_address (agreement_id, network) where until_at is null;

-- The form by which an agency asks for a User ID and names who will hold it (requirement 3.8).
create table user_id_form (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  -- null: a form of its own, such as for another holder.
  request_id integer references access_request,
  kind text not null check (kind in ('development', 'production')),
  -- The holder's NIK, name, number of employment … as JSON: AES-256-GCM; the key is a file outside the
  -- database (src/kernel/seal.ts). It can be opened in this row only.
  seal_id uuid not null unique,
  holder_sealed bytea not null,
  requested_on date not null,
  due_on date not null,
  requested_by text not null check (requested_by <> ''),
  requested_at timestamptz not null default clock_timestamp(),
  -- The User ID that was handed over for it.
  user_id text check (user_id <> ''),
  handed_over_on date,
  withdrawn_at timestamptz,
  check (due_on >= requested_on),
  check ((user_id is null) = (handed_over_on is null)),
  check (withdrawn_at is null or handed_over_on is null)
);
create index user_id_form_agreement on user_id_form (agreement_id, id);

grant select, insert on access_request, request_file, request_step, request_step_file, agreement_address,
  user_id_form to gapura_app;
grant update (state, state_changed_at, draft, needs, approval, central_approval_id, drafted_by, endorsed_by,
  endorsed_alone, agreement_id) on access_request to gapura_app;
grant update (refused_note) on request_file to gapura_app;
grant update (until_at) on agreement_address to gapura_app;
grant update (user_id, handed_over_on, withdrawn_at) on user_id_form to gapura_app;
grant update (purpose, elements, methods, feedback_fields, term_months) on central_approval to gapura_app;
grant select on access_request, request_file, request_step, request_step_file, agreement_address to gapura_read;
grant select (id, office_id, agreement_id, request_id, kind, requested_on, due_on, requested_at, user_id,
  handed_over_on, withdrawn_at) on user_id_form to gapura_read;

-- Down Migration
