-- One open referral for a child, an organisation and a kind of need; a row for as long as it is open.
--
-- Referrals from before this table have none: their needs lie sealed or inside events, where SQL cannot read them. They
-- are left out, so the first referral after this is not called a repeat of one of them.
create table open_referral (
    child_id     uuid not null,
    organisation text not null,
    -- The primary need: the first of those posted.
    need         text not null,
    referral_id  uuid not null unique references referral,
    primary key (child_id, organisation, need)
);
