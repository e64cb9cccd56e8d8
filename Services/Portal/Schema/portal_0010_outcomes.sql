-- What the board's figures are counted from: codes and days alone. No child, no reference, no words. Derived from topics
-- `cases` and `placements`.

-- Every case as it stands, whether it is open or closed.
create table outcome_case (
    case_id       uuid primary key,
    -- The last version folded in.
    version       bigint not null,
    locality      text not null,
    -- Empty while it is open.
    outcome       text not null,
    -- The term in which it was closed, such as 2026-autumn; empty while it is open.
    term          text not null,
    level         int not null,
    phase         text not null,
    need          text not null,
    provision     text not null,
    days_out      int not null,
    clocks_run    text[] not null,
    clocks_missed text[] not null
);

-- What is counted: a case as it stood when the term ended in which it was closed. One that was reopened in another term and
-- closed again is counted in both, so that figures that were shown once stay as they are.
create table closed_case (
    case_id       uuid not null,
    term          text not null,
    locality      text not null,
    outcome       text not null,
    level         int not null,
    phase         text not null,
    need          text not null,
    provision     text not null,
    days_out      int not null,
    clocks_run    text[] not null,
    clocks_missed text[] not null,
    primary key (case_id, term)
);
create index closed_case_term on closed_case (locality, term);

-- Every place in alternative provision that began, or came to its end.
create table ended_place (
    placement_id uuid primary key,
    -- School days out of education until it began; null when it did not begin.
    days_out     int,
    -- Where and when it ended, and how; null while it has not.
    locality     text,
    term         text,
    ended_as     text
);
create index ended_place_term on ended_place (locality, term);
