-- What waits has an index of its own, delivery_due. In one with everything that was ever sent, the next mail was looked for
-- among the remains of those sent since the last VACUUM.
drop index delivery_status;
create index delivery_settled on delivery (status, id) where status <> 'queued';
