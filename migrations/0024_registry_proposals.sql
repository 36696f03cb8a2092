-- Up Migration

-- What proves a death and when it was, as accepted from feedback. Neither is an element that leaves.
alter table resident add column tgl_mati date, add column no_bukti_mati text check (no_bukti_mati <> '');
alter table dummy_resident add column tgl_mati date, add column no_bukti_mati text check (no_bukti_mati <> '');

-- The only columns that the server may write, and only those of the real space.
grant update (status, tgl_mati, no_bukti_mati, gol_darah, jenis_pkrjn, pddk_akh, no_akta_lhr, updated_at)
  on resident to gapura_app;

-- Every change of a resident that somebody decided; an import is not among them. Values by column, as text.
create table resident_change (
  id bigint generated always as identity primary key,
  nik bigint not null,
  before jsonb not null,
  after jsonb not null,
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  proposal_id bigint not null,
  -- The change that this one takes back.
  reverses bigint unique references resident_change
);
create index resident_change_nik on resident_change (nik, id);

-- What was decided stands against imports of files that do not know of it yet (docs/rules/feedback.md, FB-112).
create table resident_hold (
  nik bigint not null,
  column_name text not null
    check (column_name in ('status', 'gol_darah', 'jenis_pkrjn', 'pddk_akh', 'no_akta_lhr')),
  value text,
  -- What the registry had: a file that brings it does not know of the decision.
  value_before text,
  change_id bigint not null references resident_change,
  -- A third value that an import brought.
  contested_value text,
  contested_at timestamptz,
  primary key (nik, column_name)
);
create index resident_hold_contested on resident_hold (change_id) where contested_at is not null;

-- A value that agencies sent and the registry does not have, for the registry officer.
create table registry_proposal (
  id bigint generated always as identity primary key,
  office_id integer not null references office,
  field text not null
    check (field in ('blood-type', 'death', 'occupation', 'education', 'birth-certificate')),
  nik bigint not null check (nik between 1101000000000000 and 9999999999999999),
  nik_hash bytea not null check (octet_length(nik_hash) = 16),
  -- The code or text that the registry had when the proposal was made; null: none.
  old_value text,
  new_value text not null check (new_value <> ''),
  -- The registry did not know the NIK.
  is_unknown boolean not null,
  -- Nobody who sent it had ever looked the person up.
  is_doubtful boolean not null,
  -- Another value is open as well, or the papers that prove it differ.
  is_contested boolean not null default false,
  state text not null default 'open' check (state in ('open', 'accepted', 'rejected', 'settled')),
  made_at timestamptz not null default clock_timestamp(),
  -- When the last evidence came.
  evidence_at timestamptz not null
);
create unique index registry_proposal_open on registry_proposal (nik, field, new_value, office_id)
  where state = 'open';
create index registry_proposal_person on registry_proposal (nik, field);
create index registry_proposal_list on registry_proposal (office_id, state, id);
create index registry_proposal_kind on registry_proposal (office_id, state, field, id);
create index registry_proposal_marked on registry_proposal (office_id, state, id)
  where is_contested or is_doubtful or is_unknown;

-- Who sent it. Without foreign keys, as feedback_row: a million come at once. A row that is deleted when its time is
-- over leaves its evidence here.
create table registry_proposal_evidence (
  row_id bigint not null,
  field text not null,
  proposal_id bigint not null,
  agency_id integer not null,
  agreement_id integer not null,
  delivery_id bigint not null,
  document_no text,
  document_on date,
  is_stranger boolean not null,
  received_at timestamptz not null,
  primary key (row_id, field)
);
create index registry_proposal_evidence_proposal on registry_proposal_evidence (proposal_id);
create index registry_proposal_evidence_agency on registry_proposal_evidence (agency_id, proposal_id);
create index registry_proposal_evidence_delivery on registry_proposal_evidence (agreement_id, delivery_id);

create table registry_proposal_act (
  id bigint generated always as identity primary key,
  proposal_id bigint not null references registry_proposal,
  act text not null check (act in ('accepted', 'rejected', 'withdrawn', 'settled')),
  reason text not null check (reason <> ''),
  acted_by text not null check (acted_by <> ''),
  acted_at timestamptz not null default clock_timestamp(),
  change_id bigint references resident_change,
  check ((act = 'accepted') <= (change_id is not null))
);
create index registry_proposal_act_proposal on registry_proposal_act (proposal_id, id);

-- How far the rows have been read for proposals.
create table registry_proposal_cursor (
  only_row boolean primary key default true check (only_row),
  row_id bigint not null
);
insert into registry_proposal_cursor (row_id) values (0);

-- The days on which an office's registry officers were told how many wait.
create table registry_proposal_digest (
  office_id integer not null references office,
  day date not null,
  primary key (office_id, day)
);

grant select, insert on resident_change, registry_proposal_act, registry_proposal_digest to gapura_app;
grant select, insert, update, delete on resident_hold to gapura_app;
grant select, insert, update on registry_proposal, registry_proposal_cursor to gapura_app;
grant select, insert on registry_proposal_evidence to gapura_app;

-- Down Migration
