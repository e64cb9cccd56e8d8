-- A provision's calendar as its provider set it last: a CapacitySet, as in the event log. Without a row, the directory's
-- places count in every session.
create table provision_capacity (
    provision_id uuid primary key,
    version      bigint not null,
    calendar     bytea not null
);

-- A child's place in a provision: held while an offer waits for its answer, then taken. What is released is gone from
-- here; the event log knows it. Whoever adds or prolongs one has locked the provision's row.
create table booking (
    offer_id     uuid primary key,
    provision_id uuid not null,
    state        text not null check (state in ('held', 'taken')),
    held_until   timestamptz not null,
    first_day    date not null,
    last_day     date not null check (last_day >= first_day),
    -- mon_am … fri_pm
    sessions     text[] not null,
    key_stage    text not null,
    -- Empty where no need is coded.
    primary_need text not null,
    -- Whether there was no room, and a coordinator booked it all the same, for a reason.
    over_commit  bool not null
);
create index booking_provision on booking (provision_id, last_day);

-- Places that were asked for and given before there were bookings: the first sessions of the week, as many as were wanted.
insert into booking
    (offer_id, provision_id, state, held_until, first_day, last_day, sessions, key_stage, primary_need, over_commit)
select offer.id, offer.provision_id, case offer.state when 'accepted' then 'taken' else 'held' end, offer.answer_by,
    request.wanted_start, request.wanted_start + greatest(request.weeks, 1) * 7 - 1,
    ('{mon_am,mon_pm,tue_am,tue_pm,wed_am,wed_pm,thu_am,thu_pm,fri_am,fri_pm}'::text[])[1:greatest(request.sessions_a_week, 1)],
    request.key_stage, coalesce(request.needs[1], ''), false
from offer join placement_request request on request.id = offer.request_id
where offer.state in ('open', 'accepted');

-- Counted from the bookings now.
alter table provision drop column taken;
