-- One key per child, and who used it. Always named in full: the services that come here have another search_path.

-- Vacuumed as soon as a row has changed, so that an erased key does not linger in the table's file.
create table keyring.child_key (
    child_id      uuid primary key,
    master_key_id text        not null,
    -- The child's key, sealed with that master key. Null once erased; every copy of the child's details is noise then.
    wrapped       bytea,
    created_at    timestamptz not null default now(),
    erased_at     timestamptz,
    erased_by     text,
    erase_reason  text,
    constraint child_key_erased_or_whole check (
        (wrapped is not null and erased_at is null and erased_by is null and erase_reason is null)
        or (wrapped is null and erased_at is not null and erased_by is not null and erase_reason is not null))
) with (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- An erased child stays erased: the row is the memory of it.
create function keyring.keep_erased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.wrapped is not null and new.child_id = old.child_id then
            return new;
        end if;
    end if;
    raise exception 'an erased key cannot come back and a key row cannot be removed' using errcode = '55000';
end $$;

create trigger child_key_keeps_erased before update or delete on keyring.child_key
    for each row execute function keyring.keep_erased();
create trigger child_key_is_not_truncated before truncate on keyring.child_key
    for each statement execute function keyring.keep_erased();

-- Every reading of a child's details: who, for whom, what for. Never what was read.
create table keyring.access_log (
    id           bigint generated always as identity primary key,
    at           timestamptz not null default clock_timestamp(),
    reader       text        not null,
    role         text        not null,
    organisation text        not null,
    purpose      text        not null,
    child_id     uuid        not null,
    referral_id  uuid,
    trace_id     text
);
create index access_log_of_child on keyring.access_log (child_id, id);

create function keyring.only_append() returns trigger language plpgsql as $$
begin
    raise exception 'the access log can only be added to' using errcode = '55000';
end $$;

create trigger access_log_only_grows before update or delete or truncate on keyring.access_log
    for each statement execute function keyring.only_append();

revoke all on all tables in schema keyring from public;
revoke all on all functions in schema keyring from public;
