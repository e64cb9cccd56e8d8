-- An event that is told of several referrals of one organisation is an item for each. Each has an id of its own, by which who
-- reads twice knows it again; null where that is the event's.
alter table feed_event add column own_id uuid;
update feed_event told
set own_id = overlay(overlay(md5(event_id::text || referral_id::text) placing '8' from 13) placing '8' from 17)::uuid
where exists (
    select from feed_event before
    where before.organisation = told.organisation and before.event_id = told.event_id and before.place < told.place);
