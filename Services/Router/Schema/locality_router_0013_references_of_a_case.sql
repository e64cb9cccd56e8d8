-- What each referral of a case is called on the telephone, so that a family who know the reference of any of them can be told
-- who has looked. A referral that joined a case before this has none until the view is filled anew (`hub rebuild`). Looked
-- through whole: somebody asks a few times a month.
alter table case_referral add column reference text;
update case_referral set reference = case_file.reference from case_file
where case_file.referral_id = case_referral.referral_id;
