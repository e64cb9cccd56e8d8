-- When the place that was found begins and ends and is reviewed, and how it ended.
alter table standing add column place_from text, add column place_until text, add column place_review_on text;
alter table standing_line add column starts_on text, add column until text, add column ended_as text;

-- All that is told of topic `placements`, as FeedEntry asks for it.
drop index feed_event_of_placement;
create index feed_event_of_placement on feed_event (referral_id) where type in (
    'referral.provider_asked', 'referral.provider_declined', 'referral.provider_did_not_answer', 'referral.provider_not_asked',
    'referral.placed', 'referral.no_place_found', 'referral.placement_request_withdrawn', 'referral.place_agreed',
    'referral.placement_started', 'referral.placement_not_started', 'referral.placement_reviewed',
    'referral.placement_extended', 'referral.placement_ended');
