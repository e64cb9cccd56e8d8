-- The county's calendar that counts, as the router announced it last: a CountyAnnounced; empty until it has.
create table county_calendar (
    announced bytea not null
);
