-- The lists are derived from the event log and have no foreign keys: they may be filled anew beside themselves, and then
-- take their own place.
alter table offer drop constraint offer_request_id_fkey;
alter table offer drop constraint offer_provision_id_fkey;
