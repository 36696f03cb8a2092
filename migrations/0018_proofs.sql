-- Up Migration

-- What a proof of concept has a development User ID told for a while instead of an answer (V-40). It can only
-- refuse what would have been granted, ends by itself, and no production User ID can have one.
alter table credential
  add column scenario text check (scenario in ('login-failed', 'address-not-registered', 'quota-exhausted',
    'outside-hours', 'agency-inactive', 'credential-inactive', 'registry-unavailable')),
  add column scenario_until timestamptz,
  add constraint credential_scenario check ((scenario is null) = (scenario_until is null)
    and (scenario is null or kind = 'development'));

-- The office's check of one version of one application of an agency (docs/rules/proofs.md, PC-01 …).
create table proof (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agreement_id integer not null references agreement,
  application text not null check (application <> ''),
  application_version text not null check (application_version <> ''),
  -- What the application does with the answers, or what has changed since it passed.
  description text not null check (description <> ''),
  state text not null default 'requested'
    check (state in ('requested', 'scheduled', 'running', 'examined', 'passed', 'failed', 'withdrawn')),
  requested_by integer not null references staff,
  requested_at timestamptz not null default clock_timestamp(),
  -- The appointment: as the schedule letter says it.
  scheduled_on date,
  scheduled_from time,
  place text,
  scheduled_by integer references staff,
  examined_by integer references staff,
  examined_at timestamptz,
  examination_note text,
  -- Whether the word of one person was enough, as the installation was set then.
  decided_alone boolean not null default false,
  decided_by integer references staff,
  decided_at timestamptz,
  -- What to mend, where it failed.
  decision_note text,
  request_paper_id integer references paper,
  schedule_paper_id integer references paper,
  result_paper_id integer references paper,
  check ((scheduled_on is null) = (scheduled_from is null) and (scheduled_on is null) = (place is null)),
  check (state in ('requested', 'withdrawn') or scheduled_on is not null),
  check (state not in ('examined', 'passed', 'failed') or examined_by is not null),
  check ((state in ('passed', 'failed')) = (decided_by is not null)),
  -- Whoever examined does not decide.
  check (decided_by is null or decided_alone or decided_by <> examined_by)
);
create index proof_agreement on proof (agreement_id, id);
-- One version of an application is under way once.
create unique index proof_under_way on proof (agreement_id, lower(application), lower(application_version))
  where state in ('requested', 'scheduled', 'running', 'examined');

create table proof_examiner (
  proof_id integer not null references proof,
  staff_id integer not null references staff,
  primary key (proof_id, staff_id)
);

-- A window of time in which what a development User ID does is watched.
create table proof_run (
  id integer generated always as identity primary key,
  proof_id integer not null references proof,
  -- null: the agreement has no web service, and there is nothing on the wire to watch.
  credential_id integer references credential,
  started_by integer not null references staff,
  started_at timestamptz not null default clock_timestamp(),
  -- Half open; what comes after is not of this run.
  until timestamptz not null,
  ended_at timestamptz,
  -- What the system saw and what the examiners ticked, as they stood when the run was closed.
  grades jsonb,
  check (started_at < until),
  check (ended_at is not null or grades is null)
);
create index proof_run_proof on proof_run (proof_id, id);
-- Two runs at once would grade each other's calls.
create unique index proof_run_open on proof_run (credential_id) where ended_at is null;

-- The NIK of each kind that a run gives to the agency: of the dummy space, nobody's.
create table proof_subject (
  run_id integer not null references proof_run,
  kind text not null check (kind in ('found', 'deceased', 'duplicate', 'inactive', 'not-found', 'malformed')),
  nik text not null,
  primary key (run_id, kind)
);

-- What an examiner saw with their own eyes; the last word counts, the earlier ones stand in the log.
create table proof_tick (
  run_id integer not null references proof_run,
  rule text not null check (rule ~ '^PC-[0-9]{2}$'),
  is_met boolean not null,
  note text not null check (note <> ''),
  ticked_by integer not null references staff,
  ticked_at timestamptz not null default clock_timestamp(),
  primary key (run_id, rule)
);

grant select, insert, update on proof, proof_run, proof_tick to gapura_app;
grant select, insert, delete on proof_examiner to gapura_app;
grant select, insert on proof_subject to gapura_app;
grant select on proof, proof_examiner, proof_run, proof_subject, proof_tick to gapura_read;
grant select (scenario, scenario_until) on credential to gapura_read;

-- Down Migration
