-- Cases that went to another locality after a place was asked for, by the referral they were opened for.
create table moved_case (
    referral_id uuid primary key,
    locality    text not null,
    version     bigint not null
);
create index moved_case_locality on moved_case (locality);
