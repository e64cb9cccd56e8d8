-- A service of a feed that does not say enough may be taken in: an entry that waits to be listed.
alter table provision
    add column taken_in bool not null default false,
    -- What the feed said last stays in `told` when the entry leaves it: so much is known of whatever comes back.
    add column in_feed bool not null default false;
update provision set in_feed = told is not null;

-- What somebody chose with an import: ids that are taken in, and what the hub calls the feed's organisations.
alter table directory_import add column choice bytea;

-- What the hub calls an organisation of a feed that does not say so itself, as somebody said it last.
create table directory_organization (
    feed            text not null,
    organization_id uuid not null,
    provider_id     text not null,
    primary key (feed, organization_id)
);
