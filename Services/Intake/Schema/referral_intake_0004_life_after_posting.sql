-- How the agency left it, and what it has answered: written with the referral's events, so that lists need not read them.
alter table referral
    add column state    text not null default 'submitted',
    add column answered uuid[] not null default '{}';
create index referral_of_organisation on referral (organisation, id desc);

alter table standing
    -- Lines from topic `cases` since the last decision for alternative provision.
    add column told           int not null default 0,
    -- When a forum looks at it: an ISO 8601 date.
    add column meets_on       text,
    -- When a decision gave the next step back to the referrer.
    add column handed_back_at timestamptz;
update standing set told = 1 where decisions = 0
    and exists (select from standing_line l where l.referral_id = standing.referral_id and l.code = 'acknowledged');

alter table standing_line
    -- For this referral's agency alone, not for whoever else referred the child.
    add column own      boolean not null default false,
    add column forum    text,
    add column meets_on text,
    add column outcome  text,
    add column reason   text,
    -- A DecisionWords: a Sealed, as it came.
    add column words    bytea;

-- What coordinators asked. Derived from topic `cases`.
create table standing_question (
    question_id uuid primary key,
    -- Whose agency is asked.
    referral_id uuid not null,
    asked_at    timestamptz not null,
    chase_at    timestamptz,
    answer_by   timestamptz,
    received_at timestamptz,
    -- A Words: a Sealed, as it came.
    question    bytea not null
);
create index standing_question_referral on standing_question (referral_id, asked_at);

-- Referrals that stand where another one stands, because both are about one child; and those that have left. Derived from
-- topic `cases`.
create table standing_link (
    referral_id uuid primary key,
    -- The referral the case was opened for; itself, for that one when it left.
    leads_to    uuid not null,
    -- What its agency sees of that one's story: from after this place, up to that one.
    from_round  int not null,
    from_step   int not null,
    until_round int,
    until_step  int
);
create index standing_link_leads_to on standing_link (leads_to);

-- What agencies have begun to write: kept for 30 days, for whoever wrote it.
create table draft (
    id            uuid primary key,
    organisation  text not null,
    subject       text not null,
    version       bigint not null,
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    expires_at    timestamptz not null,
    -- A StringValue, sealed with a key that is kept here, wrapped: no child is known yet. Both go together.
    body          bytea not null,
    master_key_id text not null,
    wrapped_key   bytea not null
);
create index draft_of_subject on draft (organisation, subject, id desc);
create index draft_expires on draft (expires_at);
