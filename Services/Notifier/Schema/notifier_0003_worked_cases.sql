-- Which clock of a case runs out, for the mail that says so.
alter table delivery add column clock text;

-- Cases that were passed to another locality, by the referral they were opened for: mails about a search for a place go there.
create table moved_case (
    case_referral_id uuid primary key,
    locality         text not null,
    version          bigint not null
);
