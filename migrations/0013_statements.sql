-- Up Migration

-- Whether access under this agreement waits for its head's statement (docs/rules/statements.md, ST-01).
-- Agreements whose papers lie elsewhere ask for none.
alter table agreement add column sptjm_required boolean not null default false;

-- A signed statement: of absolute responsibility, of confidentiality, or that a network is closed.
create table statement (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer,
  agreement_id integer references agreement,
  kind text not null check (kind in ('sptjm', 'nda', 'closed-network')),
  -- Whose confidentiality it is; null: somebody without an account.
  staff_id integer references staff,
  signer_name text not null check (signer_name <> '' and length(signer_name) <= 120),
  -- An SPTJM for the time after the agreement's end, up to this last day (src/renewals).
  extends_until date,
  signed_on date,
  -- [valid_from, valid_until): when it lets somebody in; null in the second: as long as its agreement.
  valid_from timestamptz,
  valid_until timestamptz,
  paper_id integer references paper,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'rejected', 'withdrawn')),
  asked_by text not null check (asked_by <> ''),
  asked_at timestamptz not null default clock_timestamp(),
  -- Who handed the signed paper in, and when.
  handed_in_by text,
  handed_in_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  decision_reason text check (decision_reason <> ''),
  -- From this moment an accepted one counts no longer.
  withdrawn_at timestamptz,
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  -- An SPTJM and a network belong to an agreement; of confidentiality there are some older than any.
  check (kind = 'nda' or agreement_id is not null),
  check (kind <> 'nda' or extends_until is null),
  check ((handed_in_by is null) = (handed_in_at is null)),
  check ((state = 'waiting') = (decided_at is null)),
  check (state not in ('rejected', 'withdrawn') or decision_reason is not null),
  check (state <> 'accepted' or (signed_on is not null and valid_from is not null)),
  check (valid_from is null or state in ('accepted', 'withdrawn')),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
-- What the gate asks for with every call.
create index statement_agreement on statement (agreement_id, kind) where valid_from is not null;
create index statement_staff on statement (staff_id, agreement_id) where valid_from is not null;
create index statement_waiting on statement (office_id) where state = 'waiting';
create index statement_agency on statement (agency_id, id);
-- The same signature is not asked for twice at once.
create unique index statement_asked on statement (agreement_id, kind, staff_id, signer_name, extends_until)
  nulls not distinct where state = 'waiting';

-- The days that stood with the accounts become statements, in force as they were.
insert into statement (office_id, agency_id, agreement_id, kind, staff_id, signer_name, signed_on, valid_from, state,
  asked_by, handed_in_by, handed_in_at, decided_by, decided_at)
select p.office_id, p.agency_id,
  coalesce((select c.agreement_id from credential c where c.staff_id = p.id),
    (select a.id from agreement a where a.agency_id = p.agency_id order by a.valid_until desc, a.id desc limit 1)),
  'nda', p.id, p.full_name, p.nda_signed_on, p.nda_signed_on::timestamp at time zone o.time_zone, 'accepted',
  'gapura', 'gapura', p.created_at, 'gapura', p.created_at
from staff p join office o on o.id = p.office_id
where p.nda_signed_on is not null;
alter table staff drop column nda_signed_on;

-- The agency's wish to go on after the end (docs/rules/statements.md, RN-01).
create table renewal_request (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  asked_on date not null,
  is_in_time boolean not null,
  paper_id integer references paper,
  state text not null default 'open' check (state in ('open', 'granted', 'refused', 'withdrawn')),
  asked_by text not null check (asked_by <> ''),
  asked_at timestamptz not null default clock_timestamp(),
  closed_by text,
  closed_at timestamptz,
  close_reason text check (close_reason <> ''),
  check ((state = 'open') = (closed_at is null))
);
create unique index renewal_request_open on renewal_request (agreement_id) where state = 'open';

-- Access after the end while the renewal is open, each time on two people's word.
create table agreement_extension (
  id integer generated always as identity primary key,
  agreement_id integer not null references agreement,
  renewal_request_id integer not null references renewal_request,
  -- The SPTJM that it stands on: without it, it is void.
  statement_id integer not null references statement,
  until timestamptz not null, -- the first moment that is not in
  approved_by text not null check (approved_by <> ''),
  approved_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  close_reason text check (close_reason <> ''),
  check ((closed_at is null) = (close_reason is null))
);
create index agreement_extension_agreement on agreement_extension (agreement_id);

-- How an agreement came to its end, or was suspended: the ground, the paper, and when (docs/rules/endings.md).
create table agreement_ending (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  ground text not null check (ground in ('term-over', 'mutual', 'institution-changed', 'breach', 'breach-suspected',
    'force-majeure')),
  -- null: the term was over, and nothing had to be done.
  act text check (act in ('suspend', 'end', 'revoke')),
  reason text not null check (reason <> ''),
  paper_id integer references paper,
  ordered_by text not null check (ordered_by <> ''),
  ordered_at timestamptz not null, -- when the request came in
  decided_at timestamptz not null, -- at the end of its transaction
  -- The act's own entry in the log: what stands before it was let in, what stands behind it was not.
  decided_seq bigint,
  check ((act is null) = (decided_seq is null)),
  check ((ground = 'term-over') = (act is null)),
  check ((ground in ('force-majeure', 'breach-suspected')) = (act is not distinct from 'suspend')),
  check ((ground = 'breach') = (act is not distinct from 'revoke'))
);
create index agreement_ending_agreement on agreement_ending (agreement_id, id);

-- Readers that must be put out of service since the agreement is over; the room of readers clears them.
create table reader_deactivation_due (
  agreement_id integer primary key references agreement,
  ending_id integer not null references agreement_ending,
  since timestamptz not null default clock_timestamp(),
  cleared_at timestamptz
);

-- How fast a revocation takes hold, as measured on this installation.
create table revocation_drill (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  credential_id integer not null references credential,
  reason text not null check (reason <> ''),
  run_by text not null check (run_by <> ''),
  started_at timestamptz not null,
  ordered_at timestamptz not null,
  decided_at timestamptz not null,
  last_accepted_at timestamptz,
  first_refused_at timestamptz,
  accepted_count integer not null check (accepted_count >= 0),
  refused_count integer not null check (refused_count >= 0),
  -- Calls that the log has as answered behind the suspension: any number but 0 is a fault of the gate.
  accepted_after integer not null check (accepted_after >= 0)
);
create index revocation_drill_office on revocation_drill (office_id, id);

grant select, insert, update on statement, renewal_request, agreement_extension, reader_deactivation_due to gapura_app;
grant select, insert on agreement_ending, revocation_drill to gapura_app;
grant update (paper_id) on agreement_ending to gapura_app;
grant select on renewal_request, agreement_extension, agreement_ending, reader_deactivation_due, revocation_drill
  to gapura_read;
grant select (id, office_id, agency_id, agreement_id, kind, staff_id, extends_until, signed_on, valid_from, valid_until,
  paper_id, state, asked_at, handed_in_at, decided_at, withdrawn_at) on statement to gapura_read;

-- A kind is what the program knows (src/approvals/domain.ts); each migration would have to name all of them.
alter table proposal drop constraint proposal_kind_check,
  add constraint proposal_kind_check check (kind ~ '^[a-z]+\.[a-z]+(-[a-z]+)*$');

-- Down Migration
