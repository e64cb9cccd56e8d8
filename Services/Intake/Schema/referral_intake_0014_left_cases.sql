-- Where a case was when a referral left it: its agency does not see where it went.
alter table standing_link add column locality text, add column forum text;
