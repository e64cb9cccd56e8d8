-- Which forum looks at a case and on which day (ISO 8601), for the mail that says so.
alter table delivery add column forum text, add column meets_on text;

-- Other agencies' referrals that joined a case, and any that left it: who hears of a case is who is part of it. The case is
-- named by the referral it was opened for.
create table case_referral (
    case_referral_id uuid not null,
    referral_id      uuid not null,
    is_part          bool not null,
    primary key (case_referral_id, referral_id)
);
