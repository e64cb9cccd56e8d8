-- Whether the child's plan has begun in a case: until then support that was decided on has not. What was there before knew
-- no plans.
alter table queue_item add column has_plan bool;
update queue_item set has_plan = false where case_id is not null;
