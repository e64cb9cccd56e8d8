-- A read model has no foreign keys: it may be filled anew beside itself, and then takes its own place.
alter table standing drop constraint standing_referral_id_fkey;
alter table standing_line drop constraint standing_line_referral_id_fkey;
