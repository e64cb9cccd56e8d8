-- Every event pays for every index: one that no query uses, and two on the outbox where one does.
drop index event_log_key;
alter table outbox drop constraint outbox_pkey;
drop index outbox_partition;
alter table outbox add primary key (partition, position);

-- The oldest event that waits to be published, and how far positions reach from it: looked up, not counted.
create view outbox_span as
select min(low) as oldest, coalesce(max(high) - min(low) + 1, 0) as span
from relay_partition cross join lateral (
    select min(position) as low, max(position) as high from outbox
    where outbox.partition = relay_partition.partition) as ends;
