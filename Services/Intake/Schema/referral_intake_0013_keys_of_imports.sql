-- Each portion is sealed with a key of its own, wrapped, that goes with it. Null for what was sent in before: that is sealed with
-- a key of the file, in the keyring.
alter table referral_import_part add column master_key_id text, add column wrapped_key bytea;
