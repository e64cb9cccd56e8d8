-- A row per placement, written with its events. Where it is, who refers and what the child needs stands in the request's
-- row. Holds coded facts only; what people wrote stays sealed in the log.
create table placement (
    id           uuid primary key,
    request_id   uuid not null,
    provision_id uuid not null,
    provider_id  text not null,
    child_id     uuid not null,
    state        text not null,
    version      bigint not null,
    agreed_at    timestamptz not null,
    starts_on    date not null,
    ends_on      date not null,
    sessions     text[] not null,
    review_by    date,
    started_on   date,
    ended_on     date,
    ended_as     text
);
create index placement_request_of on placement (request_id);
create index placement_of_provider on placement (provider_id, agreed_at, id);
create index placement_of_child on placement (child_id);
create index placement_to_review on placement (review_by) where review_by is not null;

-- What came of the objectives of each placement that has ended: what works is counted from these.
create table placement_outcome (
    placement_id uuid primary key,
    provision_id uuid not null,
    needs        text[] not null,
    achieved     int not null,
    partly       int not null,
    not_achieved int not null,
    ended_as     text not null,
    ended_on     date not null
);
create index placement_outcome_of on placement_outcome (provision_id);
