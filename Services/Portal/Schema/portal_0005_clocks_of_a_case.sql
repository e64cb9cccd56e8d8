-- What runs in a case, as its events carry it: from it follow who has the next step, and by when. What was there before knows
-- its clocks with the next event that sets any, or when the queue is filled anew.
alter table queue_item add column clocks bytea;
