-- How far each organisation's feed goes. Whoever adds to a feed changes this row first and holds it until the commit: so
-- places are visible in their order, and who has read up to one has missed nothing before it.
create table feed_head (
    organisation text primary key,
    last         bigint not null
);

-- What happened to each organisation's referrals: no words, no names. Places are promises to whoever reads along, so
-- this is never filled anew.
create table feed_event (
    organisation text not null,
    place        bigint not null,
    event_id     uuid not null,
    type         text not null,
    referral_id  uuid not null,
    reference    text not null,
    at           timestamptz not null,
    primary key (organisation, place),
    unique (organisation, event_id)
);
