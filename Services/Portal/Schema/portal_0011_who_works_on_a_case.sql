-- Who works on a case, and when the next clock in it runs out: what a queue is narrowed down by. What was there before knows
-- who works on it when it is next given to somebody, or when the queue is filled anew.
alter table queue_item
    add column assigned_to text,
    add column due_at      timestamptz;
update queue_item set due_at = place_at where place = 'to_acknowledge';
