-- A term that has ended by the town's day, as the board and the localities look back on it: nobody can wait for one in a test.
create temporary table last_term as
select case
        when extract(month from town.today) < 5 then concat(extract(year from town.today)::int - 1, '-autumn')
        when extract(month from town.today) < 9 then concat(extract(year from town.today)::int, '-spring')
        else concat(extract(year from town.today)::int, '-summer')
    end as code,
    (date_trunc('year', town.today) + make_interval(months => 4 * ((extract(month from town.today)::int - 1) / 4) - 4))::date
        as first_day
from (select current_setting('town.today')::timestamp as today) as town;

insert into portal.closed_case
    (case_id, closed_on, locality, outcome, level, phase, need, provision, days_out, clocks_run, clocks_missed)
select gen_random_uuid(), to_char(first_day + 30, 'YYYY-MM-DD'), locality,
    (array['supported', 'supported', 'supported', 'placed', 'placed', 'signposted', 'advice_given'])[1 + number % 7], 2 + number % 3,
    (array['secondary', 'primary'])[1 + number % 2], (array['SEMH', 'SLCN', 'ASD'])[1 + number % 3],
    (array['K', 'E', 'N'])[1 + number % 3], number % 40,
    array['acknowledge', 'triage'], case when number % 7 = 0 then array['triage'] else array[]::text[] end
from last_term, unnest(array['E07000078', 'E07000079', 'E07000080', 'E07000081', 'E07000082', 'E07000083']) as locality,
    generate_series(1, 84) as number;

insert into portal.ended_place (placement_id, days_out, locality, ended_on, ended_as)
select gen_random_uuid(), number % 30, locality, to_char(first_day + 30, 'YYYY-MM-DD'),
    (array['reintegrated', 'reintegrated', 'moved_on', 'ended_early'])[1 + number % 4]
from last_term, unnest(array['E07000078', 'E07000081']) as locality, generate_series(1, 40) as number;

insert into locality_router.reporting_term select code, to_char(first_day, 'YYYY-MM-DD') from last_term
on conflict do nothing;

insert into locality_router.theme_fact
select gen_random_uuid(), locality, code, (array['SEMH', 'SLCN', 'ASD'])[1 + number % 3],
    (array['out_of_school', 'none'])[1 + number % 2], (array['ks3', 'ks2'])[1 + number % 2], 2 + number % 3,
    (array['education', 'health'])[1 + number % 2], first_day + interval '20 days', first_day + interval '30 days'
from last_term, unnest(array['E07000078', 'E07000081']) as locality, generate_series(1, 60) as number;
