-- An event and its outbox row are written by one statement, and nothing is ever taken out of the log: the check could
-- only cost what it costs, a lock written on the log's row for every event.
alter table outbox drop constraint outbox_position_fkey;

-- The rows that failed on their own: few, and asked for at every batch.
create index outbox_failed on outbox (partition, position) where attempts > 0;

-- Where each published event lies, so that what a forgetful broker lost can be published again. One row per batch and
-- partition: a row per event cost more than publishing it. The n-th position lies at the n-th offset.
-- An offset the broker did not tell is the largest possible: after a cut it is published again, harmlessly.
create table published_run (
    partition   int not null,
    last_offset bigint not null,
    positions   bigint[] not null,
    offsets     bigint[] not null
);
create index published_run_offset on published_run (partition, last_offset);
insert into published_run (partition, last_offset, positions, offsets)
select partition, max("offset"), array_agg(position order by "offset"), array_agg("offset" order by "offset")
from (select *, (row_number() over (partition by partition order by "offset") - 1) / 500 as run from published) as each
group by partition, run;
drop table published;

-- The same, an event a row, for people who look.
create view published as
select position, partition, "offset"
from published_run cross join lateral unnest(positions, offsets) as each (position, "offset");

-- Which cluster's logs all this is about, as it calls itself; no row before the first.
create table relay_cluster (cluster_id text not null);
