-- Which child a case is about, so that another agency's referral about the same child joins it. A case opened before this
-- has none until the view is filled anew (`hub rebuild`).
alter table case_file add column child_id uuid;
create index case_file_open_child on case_file (child_id) where state <> 'closed';

-- The case a referral belongs to: the one it was opened for, or the one it joined.
create table case_referral (
    referral_id uuid primary key,
    case_id     uuid not null
);
insert into case_referral (referral_id, case_id) select referral_id, id from case_file;
