-- Of every case in which a clock does something by itself, the clock that does so next, and when. Written with the cases'
-- events.
create table case_clock (
    case_id uuid primary key,
    kind    text not null,
    about   text not null,
    next_at timestamptz not null
);
create index case_clock_next on case_clock (next_at);

-- Cases that are older than their clocks are given them as soon as somebody looks.
insert into case_clock (case_id, kind, about, next_at) select id, '', '', now() from case_file where state <> 'closed';
