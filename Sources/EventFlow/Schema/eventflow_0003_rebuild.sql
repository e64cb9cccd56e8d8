-- What is derived here, for whoever looks after it. Written by the service at every start.
create table projection (
    name   text primary key,
    -- A reaction decides, and its decisions are in the event log; the others are tables that can be filled anew.
    kind   text not null check (kind in ('reaction', 'read_model', 'log_view')),
    topics text[] not null,
    tables text[] not null
);

-- Every wish to fill a projection's tables anew, and what became of it.
create table rebuild (
    id           uuid primary key,
    projection   text not null,
    state        text not null default 'requested'
        check (state in ('requested', 'filling', 'swapped', 'cancelled', 'failed')),
    requested_by text not null,
    requested_at timestamptz not null default now(),
    started_at   timestamptz,
    finished_at  timestamptz,
    -- The operator has thought better of it.
    is_unwanted  bool not null default false,
    -- Of about so many, so many are read; for a view of the log they are aggregates, else events.
    total        bigint not null default 0,
    done         bigint not null default 0,
    -- Why it failed, and what to do.
    code         text,
    words        text
);
create unique index rebuild_one_at_a_time on rebuild (projection) where state in ('requested', 'filling');
