-- What the board's figures are counted from, by the day on which it came about: in which term a day lies say the county's term
-- dates, when somebody looks. What was there knew the term alone, so a projection of another name reads the topics anew.
drop table outcome_case, closed_case, ended_place;

-- Every case as it stands, whether it is open or closed.
create table outcome_case (
    case_id       uuid primary key,
    -- The last version folded in.
    version       bigint not null,
    locality      text not null,
    -- Empty while it is open.
    outcome       text not null,
    -- The day on which it was closed, in ISO 8601; null while it is open.
    closed_on     text,
    level         int not null,
    phase         text not null,
    need          text not null,
    provision     text not null,
    days_out      int not null,
    clocks_run    text[] not null,
    clocks_missed text[] not null
);

-- What is counted: a case as it stood when it was closed, each time it was. It does not count in a term in which it was
-- reopened; reopened in a later one it stays, so that figures that were shown once stay as they are.
create table closed_case (
    case_id       uuid not null,
    closed_on     text not null,
    -- The day on which this outcome was taken back; null while it holds.
    reopened_on   text,
    locality      text not null,
    outcome       text not null,
    level         int not null,
    phase         text not null,
    need          text not null,
    provision     text not null,
    days_out      int not null,
    clocks_run    text[] not null,
    clocks_missed text[] not null,
    primary key (case_id, closed_on)
);
create index closed_case_day on closed_case (locality, closed_on);

-- Every place in alternative provision that began, or came to its end.
create table ended_place (
    placement_id uuid primary key,
    -- School days out of education until it began; null when it did not begin.
    days_out     int,
    -- Where and on which day it ended, and how; null while it has not.
    locality     text,
    ended_on     text,
    ended_as     text
);
create index ended_place_day on ended_place (locality, ended_on);
