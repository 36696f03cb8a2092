-- Up Migration

-- Technical meetings, technical guidance and socialisation, with who came, what was agreed and what is still to be done.
create table meeting (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  -- One agency's, or of several at once (null).
  agency_id integer,
  agreement_id integer references agreement,
  kind text not null check (kind in ('technical-meeting', 'technical-guidance', 'socialisation')),
  agenda text not null check (agenda <> '' and length(agenda) <= 200),
  starts_at timestamptz not null,
  place text not null check (place <> '' and length(place) <= 150),
  note text check (note <> '' and length(note) <= 1000),
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  state_reason text check (state_reason <> ''),
  invitation_paper_id integer references paper,
  minutes_paper_id integer references paper,
  chair text check (chair <> '' and length(chair) <= 100),
  recorder text check (recorder <> '' and length(recorder) <= 100),
  closing text check (closing <> '' and length(closing) <= 2000),
  planned_by text not null check (planned_by <> ''),
  planned_at timestamptz not null default clock_timestamp(),
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  check ((state = 'held') = (minutes_paper_id is not null)),
  check ((state = 'cancelled') = (state_reason is not null))
);
create index meeting_office on meeting (office_id, starts_at);

create table meeting_attendee (
  meeting_id integer not null references meeting,
  n smallint not null check (n between 1 and 200),
  name text not null check (name <> '' and length(name) <= 100),
  position text not null check (position <> '' and length(position) <= 150),
  attended boolean not null,
  primary key (meeting_id, n)
);

create table meeting_topic (
  meeting_id integer not null references meeting,
  n smallint not null check (n between 1 and 50),
  topic text not null check (topic <> '' and length(topic) <= 200),
  result text not null check (result <> '' and length(result) <= 1000),
  primary key (meeting_id, n)
);

create table meeting_follow_up (
  id integer generated always as identity primary key,
  meeting_id integer not null references meeting,
  n smallint not null check (n between 1 and 50),
  what text not null check (what <> '' and length(what) <= 500),
  who text not null check (who <> '' and length(who) <= 150),
  due date,
  done_on date,
  done_by text,
  unique (meeting_id, n),
  check ((done_on is null) = (done_by is null))
);

-- The register of breaches (PB Pasal 2(2)g; UU 27/2022 Pasal 46): what was learnt when, who was told when, what was decided.
create table breach (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  agency_id integer not null,
  agreement_id integer references agreement,
  code text not null check (code ~ '^PL-[0-9]{4}-[0-9]{3,}$'),
  kind text not null check (kind in ('leak', 'misuse', 'sharing', 'storage', 'lost-credential', 'other')),
  -- In words without personal data; the house refuses a NIK.
  description text not null check (description <> '' and length(description) <= 2000),
  discovered_at timestamptz not null,
  affected_people integer check (affected_people >= 0), -- null: not known yet
  elements text[] not null default '{}',
  reported_by text not null check (reported_by <> ''),
  reported_at timestamptz not null default clock_timestamp(),
  state text not null default 'reported' check (state in ('reported', 'examined', 'decided', 'closed')),
  -- The two duties of the 3 × 24 hours, and how each was done.
  people_told_at timestamptz,
  people_told_how text check (people_told_how <> '' and length(people_told_how) <= 500),
  authority_told_at timestamptz,
  authority_told_how text check (authority_told_how <> '' and length(authority_told_how) <= 500),
  decision text check (decision in ('unfounded', 'warning', 'suspension', 'revocation')),
  decision_reason text check (decision_reason <> ''),
  decided_at timestamptz,
  foreign key (agency_id, office_id) references user_agency (id, office_id),
  unique (office_id, code),
  check ((people_told_at is null) = (people_told_how is null)),
  check ((authority_told_at is null) = (authority_told_how is null)),
  check ((state in ('decided', 'closed')) = (decision is not null)),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decision_reason is null))
);
create index breach_office on breach (office_id, id);

-- Everything that was done about a breach; nothing is taken back.
create table breach_step (
  breach_id integer not null references breach,
  n integer not null check (n >= 1),
  act text not null check (act in ('report', 'notify', 'examine', 'tell-people', 'tell-authority', 'note', 'decide',
    'close')),
  note text not null check (note <> '' and length(note) <= 2000),
  paper_id integer references paper,
  by text not null check (by <> ''),
  at timestamptz not null default clock_timestamp(),
  primary key (breach_id, n)
);

grant select, insert on meeting, meeting_attendee, meeting_topic, meeting_follow_up, breach, breach_step to gapura_app;
grant update (state, state_reason, invitation_paper_id, minutes_paper_id, chair, recorder, closing) on meeting to gapura_app;
grant update (done_on, done_by) on meeting_follow_up to gapura_app;
grant update (state, people_told_at, people_told_how, authority_told_at, authority_told_how, affected_people, elements,
  decision, decision_reason, decided_at) on breach to gapura_app;
grant select on meeting, meeting_follow_up, breach to gapura_read;

-- Down Migration
