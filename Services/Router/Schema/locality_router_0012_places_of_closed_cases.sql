-- A case that was closed over its child's place is given the clocks that go on until the place is over, as soon as somebody
-- looks.
insert into case_clock (case_id, kind, about, next_at)
select id, '', '', now() from case_file
where state = 'closed'
    and exists (select from event_log where subject = case_file.id and type = 'referralhub.cases.placed.v1')
on conflict do nothing;
