-- One row per aggregate: locked first by whoever changes it, so that one key never commits out of order.
create table aggregate (
    subject uuid primary key,
    version bigint not null check (version > 0)
);

-- Append-only and kept: the truth from which the service's topic can be refilled.
create table event_log (
    position    bigint generated always as identity primary key,
    event_id    uuid not null,
    subject     uuid not null,
    version     bigint not null,
    key         uuid not null,
    partition   int not null,
    type        text not null,
    occurred_at timestamptz not null,
    traceparent text,
    payload     bytea not null,
    unique (subject, version)
);
create index event_log_key on event_log (key);

-- What is still to be published. Rows are deleted once acknowledged, never skipped by "id greater than
-- the last one seen": the order of a sequence is not the order of commits.
create table outbox (
    position        bigint primary key references event_log,
    partition       int not null,
    attempts        int not null default 0,
    next_attempt_at timestamptz not null default '-infinity'
);
create index outbox_partition on outbox (partition, position);

-- Where each published event lies, so that what a forgetful broker lost can be published again.
-- An offset the broker did not tell is the largest possible: after a cut it is published again, harmlessly.
create table published (
    position  bigint primary key references event_log,
    partition int not null,
    "offset"  bigint not null
);
create index published_offset on published (partition, "offset");

-- One row per partition of the topic. Its row lock is the right to publish to that partition.
create table relay_partition (
    partition  int primary key,
    epoch      int not null default 0,
    cut        bigint not null default 0,
    high_water bigint not null default -1
);
insert into relay_partition (partition) select generate_series(0, 11);
