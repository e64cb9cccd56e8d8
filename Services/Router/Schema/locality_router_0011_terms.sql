-- On which day each term began that themes are counted by. Once written, a row stays: a calendar that comes later moves no
-- case from one term to another.
create table reporting_term (
    -- Such as 2026-autumn.
    code      text primary key,
    -- ISO 8601 date.
    first_day text not null
);

-- What was counted until now was counted by thirds of the year, and stays as it was shown.
insert into reporting_term (code, first_day)
select concat(extract(year from day)::int, '-', (array['spring', 'summer', 'autumn'])[1 + extract(month from day)::int / 4]),
    to_char(day, 'YYYY-MM-DD')
from (select min(opened_at) at time zone 'Europe/London' as opened from theme_fact) as first,
    generate_series(date_trunc('year', first.opened), now() at time zone 'Europe/London', interval '4 months') as day;
