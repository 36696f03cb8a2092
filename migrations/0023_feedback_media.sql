-- Up Migration

-- The keys by which agencies sign packages on media: public halves only. Registered by the agency, good when the office
-- has compared the fingerprint with what the agency told it; rows stay when a key ends.
create table feedback_key (
  id integer generated always as identity primary key,
  agreement_id integer not null references agreement,
  public_key bytea not null check (octet_length(public_key) = 32),
  holder text not null check (holder <> '' and length(holder) <= 200),
  state text not null default 'waiting' check (state in ('waiting', 'active', 'rejected', 'revoked')),
  registered_at timestamptz not null default clock_timestamp(),
  registered_by text not null,
  confirmed_at timestamptz,
  confirmed_by text,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  check ((state in ('rejected', 'revoked')) = (ended_at is not null and end_reason <> '')),
  check (state <> 'active' or confirmed_at is not null)
);
create unique index feedback_key_good on feedback_key (agreement_id, public_key) where state in ('waiting', 'active');

-- Packages that came on a medium. What was refused stays on record with its reason, without its bytes.
create table feedback_package (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  state text not null default 'receiving'
    check (state in ('receiving', 'checked', 'refused', 'taken', 'declined')),
  file_name text not null check (file_name <> '' and length(file_name) <= 200),
  size_bytes bigint not null check (size_bytes between 1 and 2200000000),
  part_bytes integer not null check (part_bytes between 1024 and 8388608),
  -- On what it came and with which letter, as whoever received it wrote down.
  medium text not null check (medium <> '' and length(medium) <= 200),
  received_at timestamptz not null default clock_timestamp(),
  received_by text not null,
  -- What the package says of itself, once its signature was seen to be good.
  manifest jsonb,
  package_id uuid,
  agreement_id integer references agreement,
  key_id integer references feedback_key,
  fault_code text,
  fault text,
  decided_at timestamptz,
  decided_by text,
  decided_reason text,
  delivery_id bigint references feedback_delivery,
  receipt_paper_id integer references paper,
  check ((state = 'refused') = (fault_code is not null and fault is not null)),
  check (state not in ('checked', 'taken')
    or (package_id is not null and agreement_id is not null and key_id is not null)),
  check ((state = 'taken') = (delivery_id is not null))
);
-- The same package is taken in once, whatever two officers do at the same time.
create unique index feedback_package_once on feedback_package (package_id) where state = 'taken';
create index feedback_package_office on feedback_package (office_id, id);
create index feedback_package_delivery on feedback_package (delivery_id) where delivery_id is not null;

-- Encrypted as they came; removed once it is decided.
create table feedback_package_part (
  package integer not null references feedback_package,
  n integer not null check (n >= 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bytea not null,
  primary key (package, n)
);
alter table feedback_package_part alter column bytes set storage external; -- encrypted bytes do not compress

-- What goes on to the central authority: a package on a medium, or a batch to its web service.
create table feedback_dispatch (
  id integer generated always as identity primary key,
  office_id integer not null references office,
  way text not null check (way in ('package', 'web-service')),
  state text not null check (state in ('making', 'made', 'handed-over', 'waiting', 'sent', 'failed', 'void')),
  made_at timestamptz not null default clock_timestamp(),
  made_by text not null,
  rows bigint not null default 0 check (rows >= 0),
  period_from timestamptz,
  period_until timestamptz,
  -- Of a package.
  package_id uuid unique,
  recipient text,
  size_bytes bigint,
  sha256 bytea check (octet_length(sha256) = 32),
  handed_on date,
  medium text,
  receipt text,
  -- Of a batch: how often it was tried and what came of it last.
  attempts integer not null default 0,
  http_status integer,
  problem text,
  ended_at timestamptz,
  ended_by text,
  check ((way = 'package') = (package_id is not null and recipient is not null)),
  check (state not in ('making', 'made', 'handed-over') or way = 'package'),
  check (state not in ('waiting', 'sent', 'failed') or way = 'web-service'),
  check ((state = 'handed-over') = (handed_on is not null and medium is not null and receipt is not null))
);
create index feedback_dispatch_office on feedback_dispatch (office_id, id);

-- Which rows went with it: of each agreement those after one and up to another. Each span begins where the last ended, so
-- that no row goes twice and none is passed over.
create table feedback_dispatch_span (
  dispatch_id integer not null references feedback_dispatch,
  agreement_id integer not null references agreement,
  after_row bigint not null check (after_row >= 0),
  until_row bigint not null,
  rows bigint not null default 0,
  is_void boolean not null default false,
  primary key (dispatch_id, agreement_id),
  check (until_row > after_row)
);
create unique index feedback_dispatch_chain on feedback_dispatch_span (agreement_id, after_row) where not is_void;

-- Encrypted for the central authority.
create table feedback_dispatch_part (
  dispatch_id integer not null references feedback_dispatch,
  n integer not null check (n >= 0),
  bytes bytea not null,
  primary key (dispatch_id, n)
);
alter table feedback_dispatch_part alter column bytes set storage external;

grant select, insert, update on feedback_key, feedback_package, feedback_dispatch, feedback_dispatch_span to gapura_app;
grant select, insert, delete on feedback_package_part, feedback_dispatch_part to gapura_app;
grant select on feedback_key, feedback_package, feedback_dispatch, feedback_dispatch_span to gapura_read;

-- Down Migration
