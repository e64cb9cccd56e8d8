-- The children referred here. Who they are, only the sealed copies say.
create table child (
    id                uuid primary key,
    first_referred_at timestamptz not null
);

-- By which identifiers a child is found again: keyed hashes, so that nobody can read an identifier here or try one out.
create table child_identifier (
    blind_index bytea primary key,
    -- Looked at when the transaction ends: the index decides first which child it is.
    child_id    uuid not null references child deferrable initially deferred
);
create index child_identifier_child on child_identifier (child_id);

-- What agencies posted: a row per referral, written with its event.
create table referral (
    id           uuid primary key,
    reference    text not null unique,
    child_id     uuid not null references child,
    -- Whose it is: nobody else may see it.
    organisation text not null,
    version      bigint not null,
    submitted_at timestamptz not null,
    -- As posted, sealed with the child's key.
    posted       bytea not null
);

-- Where each referral stands, as its referrer may know it. Derived from the topics cases and placements; a referral
-- nobody has said anything about has no row.
create table standing (
    referral_id    uuid primary key references referral,
    status         text not null,
    -- The place of the line that said so in the story.
    round          int not null,
    step           int not null,
    locality       text,
    forum          text,
    advice         text[] not null,
    opened_at      timestamptz,
    acknowledge_by timestamptz,
    answer_by      timestamptz,
    -- How much of each topic's story has been read.
    decisions      int not null,
    requests       int not null,
    offers         int not null
);

-- The story, a line per event that tells the referrer something.
create table standing_line (
    referral_id uuid not null references referral,
    event_id    uuid not null,
    round       int not null,
    step        int not null,
    code        text not null,
    at          timestamptz not null,
    primary key (referral_id, event_id)
);
