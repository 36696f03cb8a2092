-- Up Migration

-- What an operator may choose from as the purpose of a call in the portal; empty: the purpose of the paper.
alter table agreement add column portal_purposes text[] not null default '{}'
  check (array_position(portal_purposes, '') is null and array_position(portal_purposes, null) is null);

-- Down Migration
