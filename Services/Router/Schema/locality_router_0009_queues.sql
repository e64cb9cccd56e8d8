-- What a queue is grouped and ordered by, written with the cases' events, so that a page is a stretch of an index.
alter table case_file
    -- Who has the next step, and what it waits for.
    add column ball          text not null default 'coordinator',
    add column why           text not null default '',
    -- Which group it is in when nothing is due: new, waiting, other; closed.
    add column place         text not null default 'other',
    -- The end of the year 9999 where nothing is promised: it comes last.
    add column due_at        timestamptz not null default '9999-12-31T00:00:00Z',
    add column assigned_to   text,
    -- Whom it was given to by somebody else, until they take a step.
    add column untouched_for text,
    -- The day of the meeting it is listed for.
    add column meets_on      text;

-- As far as the state tells; the clocks say the rest with the case's next event.
update case_file set
    ball = case state when 'needs_information' then 'referrer' when 'listed' then 'forum'
        when 'awaiting_placement' then 'hub' when 'closed' then 'nobody' else 'coordinator' end,
    why = case state when 'open' then 'acknowledge' when 'needs_information' then 'information' when 'listed' then 'forum'
        when 'awaiting_placement' then 'placement' when 'active' then 'review' when 'closed' then '' else 'triage' end,
    place = case when state in ('needs_information', 'listed', 'awaiting_placement') then 'waiting'
        when state = 'open' then 'new' when state = 'closed' then 'closed' else 'other' end,
    due_at = case when state = 'open' then acknowledge_by else due_at end;

drop index case_file_queue;
-- Overdue and due today; the groups of what is not, and all that counting them needs; what was given to somebody; what
-- nobody has taken yet.
create index case_file_due on case_file (locality, due_at, id) where place <> 'closed';
create index case_file_place on case_file (locality, place, due_at, id) include (state, untouched_for);
create index case_file_untouched on case_file (untouched_for, locality, due_at, id) where untouched_for is not null;
create index case_file_nobody on case_file (locality, due_at, id)
    where assigned_to is null and ball = 'coordinator' and place <> 'closed';
