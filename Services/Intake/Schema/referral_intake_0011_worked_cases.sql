-- What a referrer may know of how a case is worked: which clock runs out first and whom it waits for, when the child's plan is
-- reviewed, and to which locality it went.
alter table standing add column due_at timestamptz, add column due_with text, add column review_on text;
alter table standing_line add column locality text, add column review_on text;

-- A closed case can be opened again, so its end has a place after all that went before, not after all that can come.
update standing_line line set (round, step) = row (standing.decisions,
    standing.told + case when standing.decisions = 0 then 2 else 1000001 end)
from standing where standing.referral_id = line.referral_id and line.round = 2147483647;
update standing set (round, step, told) = row (decisions,
    told + case when decisions = 0 then 2 else 1000001 end, told + 1)
where round = 2147483647;

-- What was open when its case was closed, in case that is opened again: the same as in open_referral.
create table closed_referral (
    child_id     uuid not null,
    organisation text not null,
    need         text not null,
    referral_id  uuid primary key references referral
);
