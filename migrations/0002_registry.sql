-- Up Migration

-- Columns carry the official element names in lower case; code columns hold the numbers of
-- src/registry/reference-tables.ts. Names leave, codes stay inside.
-- The real and the dummy space are two tables so that no condition forgotten in a query can mix them.
create table resident (
  nik bigint primary key check (nik between 1101000000000000 and 9999999999999999),
  no_kk bigint not null check (no_kk between 1101000000000000 and 9999999999999999),
  status smallint not null check (status between 1 and 4), -- 1 active 2 deceased 3 duplicate 4 inactive
  nama_lgkp text not null check (nama_lgkp <> ''),
  jenis_klmin smallint not null check (jenis_klmin between 1 and 2),
  tmpt_lhr text not null,
  tgl_lhr date not null,
  no_akta_lhr text,
  gol_darah smallint not null check (gol_darah between 1 and 13),
  agama smallint not null check (agama between 1 and 7),
  status_kawin smallint not null check (status_kawin between 1 and 4),
  tgl_kwn date,
  no_akta_kwn text,
  tgl_crai date,
  no_akta_crai text,
  pddk_akh smallint not null check (pddk_akh between 1 and 10),
  jenis_pkrjn smallint not null check (jenis_pkrjn between 1 and 89),
  stat_hbkel smallint not null check (stat_hbkel between 1 and 11),
  alamat text not null,
  dusun text,
  no_rt smallint check (no_rt between 0 and 999),
  no_rw smallint check (no_rw between 0 and 999),
  village_code text not null check (village_code ~ '^[0-9]{10}$'),
  kode_pos integer check (kode_pos between 10000 and 99999),
  nik_ayah bigint,
  nama_lgkp_ayah text,
  nik_ibu bigint,
  nama_lgkp_ibu text,
  ektp_status smallint check (ektp_status between 1 and 8),
  ektp_created date,
  pnydng_cct smallint,
  updated_at timestamptz not null default now()
);
create table dummy_resident (like resident including all);

grant select on resident, dummy_resident to gapura_app;

-- One row per import of a file, so that an interrupted one can go on where it stopped.
create table registry_import (
  id bigint generated always as identity primary key,
  space text not null check (space in ('real', 'dummy')),
  file_name text not null,
  file_sha256 text not null,
  rows_done bigint not null default 0,
  rows_loaded bigint not null default 0,
  rows_changed bigint not null default 0,
  rows_rejected bigint not null default 0,
  state text not null check (state in ('running', 'finished')),
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (space, file_sha256)
);

-- Down Migration
