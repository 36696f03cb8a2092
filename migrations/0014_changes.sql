-- Up Migration

-- What authority was read from, over time (docs/rules/changes.md, ADR 0018): every state of every row, written by
-- a trigger in the transaction of the act, so that no act can forget it.
create table authority_history (
  id bigint generated always as identity primary key,
  subject text not null, -- the table
  subject_id integer not null,
  -- The end of the audit log when it became so. Acts that change authority hold its lock alone, so every decision
  -- with a higher number was made by it and none with a lower: the order does not depend on clocks.
  after_seq bigint not null,
  at timestamptz not null default clock_timestamp(),
  -- Found when the history began; how it was before is not known.
  is_baseline boolean not null default false,
  facts jsonb -- null: the row was deleted
);
create index authority_history_subject on authority_history (subject, subject_id, after_seq, id);

create trigger authority_history_no_change before update or delete on authority_history
  for each row execute function audit_entry_is_append_only();
create trigger authority_history_no_truncate before truncate on authority_history
  for each statement execute function audit_entry_is_append_only();

-- Writes the row's new state, without the columns of its argument.
create function note_past() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  left_out text[] := string_to_array(tg_argv[0], ',');
  before_facts jsonb;
  after_facts jsonb;
  which integer;
begin
  if tg_op <> 'INSERT' then
    before_facts := to_jsonb(old) - left_out;
    which := old.id;
  end if;
  if tg_op <> 'DELETE' then
    after_facts := to_jsonb(new) - left_out;
    which := new.id;
  end if;
  if before_facts is distinct from after_facts then
    insert into authority_history (subject, subject_id, after_seq, facts)
      select tg_table_name, which, seq, after_facts from audit_head;
  end if;
  return null;
end $$;

-- The tables as they were when entry `gapura.as_of` was decided: the same names and columns in another schema, so
-- that the gate's own statement reads them under another search_path.
create schema past;
grant usage on schema past to gapura_app, gapura_read;

-- Makes the views of `past` anew where a table has gained or lost columns. Runs after every migration.
create function renew_past() returns void language plpgsql set search_path = public, pg_temp as $$
declare
  kept name;
  now_columns text;
begin
  for kept in
    select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where t.tgfoid = 'note_past'::regproc order by 1
  loop
    if (select array_agg(attname order by attnum) from pg_attribute
          where attrelid = to_regclass(format('past.%I', kept)) and attnum > 0 and not attisdropped)
      is distinct from
       (select array_agg(attname order by attnum) from pg_attribute
          where attrelid = kept::text::regclass and attnum > 0 and not attisdropped)
    then
      execute format('drop view if exists past.%I', kept);
      -- `id` is the indexed column, so that asking for one row does not read them all.
      select string_agg(case attname when 'id' then 'h.subject_id as id' else format('r.%I', attname) end, ', '
          order by attnum) into now_columns
        from pg_attribute where attrelid = kept::text::regclass and attnum > 0 and not attisdropped;
      execute format(
        'create view past.%I as select %s from public.authority_history h
           cross join lateral jsonb_populate_record(null::public.%I, h.facts) r
         where h.subject = %L and h.facts is not null
           and h.after_seq < current_setting(''gapura.as_of'')::bigint
           and not exists (select from public.authority_history n where n.subject = h.subject
             and n.subject_id = h.subject_id and n.after_seq < current_setting(''gapura.as_of'')::bigint
             and (n.after_seq, n.id) > (h.after_seq, h.id))',
        kept, now_columns, kept, kept);
      execute format('grant select on past.%I to gapura_app', kept);
    end if;
  end loop;
end $$;

-- From now on every state of this table is kept, but for columns that no decision reads.
create function keep_past(kept name, left_out text) returns void
  language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('create trigger %I after insert or update or delete on %I
    for each row execute function note_past(%L)', kept || '_past', kept, left_out);
  execute format('insert into authority_history (subject, subject_id, after_seq, is_baseline, facts)
    select %L, t.id, h.seq, true, to_jsonb(t) - string_to_array(%L, '','') from %I t, audit_head h order by t.id',
    kept, left_out, kept);
  perform renew_past();
end $$;

select keep_past('user_agency', 'name');
select keep_past('agreement', 'document,purpose,request_letter_subject');
select keep_past('agreement_term', '');
select keep_past('credential', 'secret_hash,previous_secret_hash');
select keep_past('statement', 'signer_name,asked_by,handed_in_by,decided_by,decision_reason');
select keep_past('agreement_extension', 'approved_by,close_reason');

grant select on authority_history to gapura_app, gapura_read;

-- The agreement's file as addenda and letters have made it; before the first: agreement.document.
create table agreement_document (
  id integer generated always as identity primary key,
  agreement_id integer not null references agreement,
  valid_from timestamptz not null,
  basis text not null check (basis <> ''), -- the paper it comes from
  document jsonb not null,
  entered_at timestamptz not null default clock_timestamp(),
  unique (agreement_id, valid_from)
);
grant select, insert on agreement_document to gapura_app;
grant select on agreement_document to gapura_read;

-- A change of an agreement (perubahan), from its letter to its effect.
create table change_request (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer not null,
  agreement_id integer not null references agreement,
  kind text not null check (kind in ('elements', 'method', 'quota', 'bandwidth', 'address', 'holder')),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'at-central', 'approved',
    'issued', 'signed', 'proposed', 'in-effect', 'rejected', 'withdrawn')),
  -- What is asked for, by kind (src/changes/content.ts), and how often it was written anew: a replay is of one version.
  content jsonb not null,
  content_version integer not null default 1 check (content_version >= 1),
  reason text not null check (reason <> '' and length(reason) <= 500),
  -- Entered by the office for its agency, from a letter on paper.
  is_from_paper boolean not null default false,
  letter_number text check (letter_number <> '' and length(letter_number) <= 100),
  letter_on date,
  needs_central boolean,
  central_number text check (central_number <> '' and length(central_number) <= 100),
  central_on date,
  paper_id integer references paper,
  -- The version of the terms that the paper was written against.
  base_version integer,
  -- null: from the moment of its effect.
  effective_on date,
  office_signed_on date,
  office_signer text check (office_signer <> '' and length(office_signer) <= 120),
  agency_signed_on date,
  agency_signer text check (agency_signer <> '' and length(agency_signer) <= 120),
  proposal_id integer unique references proposal,
  in_effect_at timestamptz,
  created_by text not null check (created_by <> ''),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  check ((central_number is null) = (central_on is null)),
  check ((office_signed_on is null) = (office_signer is null)),
  check ((agency_signed_on is null) = (agency_signer is null)),
  check (state <> 'in-effect' or in_effect_at is not null),
  check (state <> 'proposed' or proposal_id is not null)
);
create index change_request_agreement on change_request (agreement_id, id);
create index change_request_open on change_request (office_id)
  where state not in ('in-effect', 'rejected', 'withdrawn');

-- What was done with a change: who, when, why, with which paper.
create table change_step (
  change_id integer not null references change_request,
  n integer not null check (n >= 1),
  act text not null,
  from_state text not null,
  to_state text not null,
  by text not null check (by <> ''),
  at timestamptz not null default clock_timestamp(),
  note text check (note <> '' and length(note) <= 500),
  paper_id integer references paper,
  primary key (change_id, n)
);

-- What came with it: the agency's letter, a technical study, the central approval.
create table change_attachment (
  change_id integer not null references change_request,
  n integer not null check (n between 1 and 50),
  kind text not null check (kind in ('letter', 'study', 'central-approval', 'other')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (name <> '' and length(name) <= 200),
  media_type text not null,
  size integer not null check (size > 0),
  uploaded_by text not null check (uploaded_by <> ''),
  uploaded_at timestamptz not null default clock_timestamp(),
  primary key (change_id, n)
);

-- What the calls of the last days would have been answered under the change, as its signers saw it.
create table change_what_if (
  id integer generated always as identity primary key,
  change_id integer not null references change_request,
  content_version integer not null,
  asked_by text not null check (asked_by <> ''),
  asked_at timestamptz not null default clock_timestamp(),
  result jsonb not null
);
create index change_what_if_change on change_what_if (change_id, id);

grant select, insert on change_request, change_step, change_attachment, change_what_if to gapura_app;
grant update (state, content, content_version, reason, letter_number, letter_on, needs_central, central_number,
  central_on, paper_id, base_version, effective_on, office_signed_on, office_signer, agency_signed_on, agency_signer, proposal_id,
  in_effect_at, updated_at) on change_request to gapura_app;
grant select on change_request, change_step, change_what_if to gapura_read;

-- Down Migration
