-- The truth of how far a projection has come; Kafka's committed offset is a hint for lag tools.
create table consumer_offset (
    consumer    text not null,
    topic       text not null,
    partition   int not null,
    next_offset bigint not null,
    epoch       int not null default 0,
    primary key (consumer, topic, partition)
);

-- The last version applied per aggregate: seen twice is harmless, missing one is noticed.
create table applied_version (
    consumer text not null,
    topic    text not null,
    subject  uuid not null,
    version  bigint not null,
    primary key (consumer, topic, subject)
);

-- Events that cannot be applied yet: an earlier one is missing, or what they refer to has not arrived.
create table parked_event (
    consumer        text not null,
    topic           text not null,
    subject         uuid not null,
    version         bigint not null,
    partition       int not null,
    "offset"        bigint not null,
    key             bytea,
    value           bytea,
    headers         jsonb not null,
    reason          text not null,
    parked_at       timestamptz not null default now(),
    attempts        int not null default 0,
    next_attempt_at timestamptz not null default now(),
    primary key (consumer, topic, subject, version)
);

-- Events that will never apply as they are. They wait for an operator, bytes untouched.
create table dead_letter (
    id         uuid primary key,
    consumer   text not null,
    topic      text not null,
    partition  int not null,
    "offset"   bigint not null,
    subject    uuid,
    version    bigint,
    key        bytea,
    value      bytea,
    headers    jsonb not null,
    code       text not null,
    words      text not null,
    failed_at  timestamptz not null default now(),
    attempts   int not null default 1,
    state      text not null default 'waiting'
        check (state in ('waiting', 'replay_requested', 'discard_requested', 'replayed', 'discarded')),
    acted_by   text,
    acted_at   timestamptz
);
-- Reading the same bad event again (after a broker's cut) must not make a second letter.
create unique index dead_letter_event on dead_letter (consumer, topic, subject, version)
    where subject is not null and state not in ('replayed', 'discarded');
create unique index dead_letter_place on dead_letter (consumer, topic, partition, "offset", md5(coalesce(value, '')))
    where subject is null;
create index dead_letter_state on dead_letter (consumer, state);
