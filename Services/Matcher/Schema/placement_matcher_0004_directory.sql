-- The directory is made of events from now on; this row shows the latest of each entry. What was here before came from
-- the file a service starts with, and is listed anew, as events, at the next start.
alter table provision
    -- A ProvisionEntry, as it is and as its feed said it last; null when it has left the feed.
    add column entry bytea,
    add column told bytea,
    -- Whose entry it is: a feed's name. Null for one that a person made here.
    add column feed text default 'file',
    add column organization_id uuid,
    add column service_at_location_id uuid,
    add column assured_on date,
    add column modified_at timestamptz not null default now(),
    -- What works comes from the hub's own outcomes alone.
    drop column score,
    drop column based_on;
alter table provision alter column feed drop default;
update provision set listed = false;
create index provision_by_organization on provision (organization_id);

-- What feeds brought: read and compared at once, applied when somebody says so. No child is in it.
create table directory_import (
    id         uuid primary key,
    feed       text not null,
    whole      bool not null,
    posted_by  text not null,
    posted_at  timestamptz not null,
    applied_at timestamptz,
    -- The services as they were sent, until they are applied.
    services   bytea,
    report     bytea not null
);
