-- What the queues show: a row per referral, folded from the topics referrals, cases and placements. Coded facts only,
-- never what is sealed. Nothing orders one topic against another, so a row may begin with any of them; it stands in a
-- queue as soon as its case is known.
create table queue_item (
    referral_id          uuid primary key,
    posted_at            timestamptz,
    -- The case; null until it was opened.
    case_id              uuid,
    case_version         bigint,
    reference            text,
    locality             text,
    forum                text,
    state                text,
    state_since          timestamptz,
    level                int,
    age_band             text,
    age_years            int,
    key_stage            text,
    needs                text[],
    ap_requested         bool,
    days_out_of_school   int,
    permanently_excluded bool,
    opened_at            timestamptz,
    acknowledge_by       timestamptz,
    -- The latest search for a place; null until one was asked for.
    request_id           uuid,
    request_version      bigint,
    placement_state      text,
    answer_by            timestamptz,
    -- Where it stands in its queue, and the time it is ordered by there; null until its case was opened.
    place                text,
    place_at             timestamptz,
    -- How often the row was changed: added up, it tells whether a queue is still as it was.
    changes              bigint not null default 0
);
-- The order of a queue, and all that counting needs.
create index queue_item_queue on queue_item (locality, place, place_at, referral_id) include (changes);
-- What was posted and has no case yet.
create index queue_item_on_its_way on queue_item (posted_at) where case_id is null;
