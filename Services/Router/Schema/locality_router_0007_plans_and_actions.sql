-- The child's plan: one per child, whoever referred. Written with its events; its words stay sealed.
create table child_plan (
    id         uuid primary key,
    child_id   uuid not null unique,
    state      text not null,
    version    bigint not null,
    review_on  date
);

-- What somebody does about a child by a day. What it is stays sealed.
create table case_action (
    id           uuid primary key,
    case_id      uuid not null,
    organisation text not null,
    owner        text not null,
    due_on       date not null,
    meeting_id   uuid,
    done_at      timestamptz
);
create index case_action_case on case_action (case_id);
create index case_action_open on case_action (organisation, due_on, id) where done_at is null;
