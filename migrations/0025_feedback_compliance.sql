-- Up Migration

-- Quotas lowered for a local day (V-41, ADR 0025): they end by themselves with the day, and never raise what the
-- terms allow. Kept with the credential, which the gate reads anyhow, so that the past keeps them too. Two days: while
-- the evening writes tomorrow's, today's still holds.
alter table credential
  add column lowered_on date,
  add column lowered_quota integer check (lowered_quota > 0), -- on that day
  add column lowered_next integer check (lowered_next > 0), -- on the day after
  add constraint credential_lowered check ((lowered_on is null) = (lowered_quota is null and lowered_next is null)
    and (lowered_on is null or kind = 'production'));
grant select (lowered_on, lowered_quota, lowered_next) on credential to gapura_read;

-- By whom and when each person was looked up first, and when feedback about them came first. Made anew from the log.
truncate looked_up;
update looked_up_cursor set seq = 0;
drop index looked_up_age;
alter table looked_up
  add column first_on date not null, -- of the office
  add column first_credential_id integer not null,
  add column first_operator text not null, -- '': none was named
  add column answered_at timestamptz;
-- Whom feedback is owed about, oldest first.
create index looked_up_owed on looked_up (agreement_id, first_at, nik_hash) where answered_at is null;

-- Accesses against feedback, counted: what a page would otherwise have to count among millions of people. A person
-- counts on the day and for the user of the first access.
create table compliance_day (
  agreement_id integer not null,
  day date not null, -- of the office
  credential_id integer not null,
  operator text not null,
  hits integer not null default 0,
  people integer not null default 0,
  answered integer not null default 0,
  within_7 integer not null default 0, -- of these, with feedback within so many days after the access, or before it
  within_30 integer not null default 0,
  within_90 integer not null default 0,
  primary key (agreement_id, day, credential_id, operator)
);

-- Up to which row of feedback of an agreement `answered_at` is told. Within an agreement rows are numbered in the
-- order of their commits, for its writers take turns.
create table answered_cursor (
  agreement_id integer primary key,
  row_id bigint not null,
  rows_stored bigint not null -- of all its deliveries then; the same now: nothing has come since
);

-- What the office has decided an agreement's compliance brings about; the newest version counts.
create table compliance_rule (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  version integer not null check (version >= 1),
  kind text not null check (kind in ('none', 'warn', 'lower')),
  target_percent integer check (target_percent between 1 and 100),
  grace_days integer check (grace_days between 1 and 365),
  span_days integer check (span_days between 7 and 1100),
  floor_quota integer check (floor_quota between 1 and 1000000),
  base_quota integer check (base_quota between 1 and 1000000), -- of User IDs without a limit; null: these are not lowered
  warn_days integer check (warn_days between 7 and 180),
  reason text not null check (reason <> '' and length(reason) <= 1000),
  decided_by text not null,
  decided_at timestamptz not null default clock_timestamp(),
  unique (agreement_id, version),
  check ((kind = 'none') = (target_percent is null) and (kind = 'none') = (grace_days is null)
    and (kind = 'none') = (span_days is null)),
  check ((kind = 'lower') = (floor_quota is not null) and (kind = 'lower') = (warn_days is not null)
    and (kind = 'lower' or base_quota is null))
);

-- What an evening found, and what follows for the next day.
create table compliance_evaluation (
  agreement_id integer not null references agreement,
  day date not null, -- the day that it is for
  rule_id integer not null references compliance_rule,
  people integer not null check (people >= 0),
  answered integer not null check (answered between 0 and people),
  result text not null check (result in ('met', 'warned', 'lowered', 'excepted')),
  -- Since when the target has been missed under this rule, and the first day that may be lowered.
  warned_on date,
  lowers_from date,
  evaluated_at timestamptz not null default clock_timestamp(),
  primary key (agreement_id, day),
  check ((result = 'met') = (warned_on is null)),
  check (result not in ('lowered', 'excepted') or lowers_from is not null)
);

create table compliance_lowering (
  agreement_id integer not null,
  day date not null,
  credential_id integer not null references credential,
  granted integer not null check (granted > 0), -- what the formula began with
  lowered integer not null check (lowered between 1 and granted),
  lifted_at timestamptz,
  primary key (agreement_id, day, credential_id),
  foreign key (agreement_id, day) references compliance_evaluation
);

create table compliance_appeal (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  reason text not null check (reason <> '' and length(reason) <= 2000),
  filed_by text not null,
  filed_at timestamptz not null default clock_timestamp(),
  evidence_sha256 text check (evidence_sha256 ~ '^[0-9a-f]{64}$'),
  evidence_name text check (evidence_name <> '' and length(evidence_name) <= 200),
  evidence_type text,
  evidence_size integer check (evidence_size > 0),
  state text not null default 'waiting' check (state in ('waiting', 'granted', 'refused', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  decision_reason text check (decision_reason <> '' and length(decision_reason) <= 1000),
  excepted_until date, -- the last day that is not lowered
  check ((evidence_sha256 is null) = (evidence_name is null) and (evidence_sha256 is null) = (evidence_type is null)
    and (evidence_sha256 is null) = (evidence_size is null)),
  check ((state = 'waiting') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  check ((state = 'granted') = (excepted_until is not null)),
  check (state not in ('granted', 'refused') or decision_reason is not null)
);
create index compliance_appeal_agreement on compliance_appeal (agreement_id, id);
create unique index compliance_appeal_waiting on compliance_appeal (agreement_id) where state = 'waiting';

-- Each agency is reminded once a month of what is older than thirty days.
create table compliance_notice (
  agreement_id integer not null references agreement,
  month date not null check (extract(day from month) = 1),
  people integer not null,
  noticed_at timestamptz not null default clock_timestamp(),
  primary key (agreement_id, month)
);

grant select, insert, update on compliance_day, answered_cursor, compliance_lowering, compliance_appeal to gapura_app;
grant select, insert on compliance_rule, compliance_evaluation, compliance_notice to gapura_app;
grant select on compliance_day, compliance_rule, compliance_evaluation, compliance_lowering, compliance_appeal,
  compliance_notice to gapura_read;

-- Down Migration
