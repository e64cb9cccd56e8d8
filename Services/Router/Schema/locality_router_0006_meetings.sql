-- The meetings of the forums, as the calendars plan them and coordinators move them. Written with their events.
create table meeting (
    id         uuid primary key,
    locality   text not null,
    forum      text not null,
    state      text not null,
    version    bigint not null,
    starts_at  timestamptz not null,
    papers_by  timestamptz not null,
    place      text not null
);
create index meeting_calendar on meeting (locality, forum, starts_at, id);

-- The meeting a case is or was last listed for. Of a case that was listed before there were meetings it is none.
alter table case_file add column meeting_id uuid;
create index case_file_meeting on case_file (meeting_id) where meeting_id is not null;
