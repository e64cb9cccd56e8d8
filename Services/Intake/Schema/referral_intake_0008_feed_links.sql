-- Referrals that are in the case of another one, and those that have left: whose agencies hear what happens in it. The
-- feed keeps this itself, so that who hears of an event never depends on what else has been read.
create table feed_link (
    referral_id   uuid primary key,
    -- The referral the case was opened for; itself, for that one when it left.
    leads_to      uuid not null,
    -- It hears what comes between: of topic `cases` by version, of topic `placements` by time.
    from_version  bigint not null,
    from_at       timestamptz not null,
    until_version bigint,
    until_at      timestamptz
);
create index feed_link_leads_to on feed_link (leads_to);

-- Two referrals of one organisation may be in one case: it hears of each.
alter table feed_event
    drop constraint feed_event_organisation_event_id_key,
    add unique (organisation, event_id, referral_id);

-- What came from topic `placements` before it was known who had joined.
create index feed_event_of_placement on feed_event (referral_id) where type in (
    'referral.provider_asked', 'referral.provider_declined', 'referral.placed', 'referral.no_place_found',
    'referral.placement_request_withdrawn');
