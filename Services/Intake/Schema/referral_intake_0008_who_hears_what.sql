-- When a referral joined another one's case, and when it left: what an agency sees of a search for a place goes by the time.
alter table standing_link add column joined_at timestamptz, add column left_at timestamptz;
update standing_link link set joined_at = (
    select at from standing_line line where line.referral_id = link.referral_id and line.code = 'joined');
update standing_link set left_at = now() where until_round is not null;

-- Which referrals share a case, as far as the feed has read topic `cases`. The one it was opened for has a row only when it
-- has left.
create table feed_link (
    leads_to       uuid not null,
    referral_id    uuid not null,
    -- The case's version with which it joined, and with which it left.
    joined_version bigint,
    joined_at      timestamptz,
    left_version   bigint,
    left_at        timestamptz,
    primary key (leads_to, referral_id)
);
insert into feed_link
select leads_to, referral_id, case when joined_at is not null then 0 end, joined_at,
    case when left_at is not null then 0 end, left_at
from standing_link;

-- An event is told for each of the referrals it concerns; by its referral an earlier one is found.
alter table feed_event drop constraint feed_event_organisation_event_id_key, add unique (referral_id, event_id);
