-- When a referral joined another one's case, and when it left: what an agency sees of a search for a place goes by the time.
alter table standing_link add column joined_at timestamptz, add column left_at timestamptz;
update standing_link link set joined_at = (
    select at from standing_line line where line.referral_id = link.referral_id and line.code = 'joined');
update standing_link set left_at = now() where until_round is not null;
