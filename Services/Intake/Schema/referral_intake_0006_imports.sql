-- A file of referrals posted at once. What it says of children lies sealed in its parts, and only until they are done.
create table referral_import (
    id             uuid primary key,
    organisation   text not null,
    agency_kind    text not null,
    -- A keyed hash of the file: the same file again is the same import.
    content        bytea not null,
    posted_at      timestamptz not null,
    finished_at    timestamptz,
    encoding       text not null,
    delimiter      text not null,
    -- The headings, in the order of the file.
    columns        text[] not null,
    total          int not null,
    accepted       int not null default 0,
    refused        int not null default 0,
    unique (organisation, content)
);

-- Rows that are still to be done, in portions: whoever works holds the portion's row until its outcome is written, so
-- whoever dies lets go of it.
create table referral_import_part (
    import_id uuid not null references referral_import,
    part      int not null,
    -- The number of its first row.
    first_row int not null,
    -- How many rows it has.
    rows      int not null,
    -- A StringValue, sealed with the import's own key: these rows of the file.
    sealed    bytea not null,
    primary key (import_id, part)
);
create index referral_import_part_in_turn on referral_import_part (part, import_id);

-- What came of each row. No values: columns, codes, and words of ours.
create table referral_import_row (
    import_id   uuid not null references referral_import,
    row         int not null,
    -- The referral it became; null when it was refused.
    referral_id uuid,
    problems    jsonb not null,
    primary key (import_id, row)
);

-- What agencies call their rows, as keyed hashes, so that a row is known again in another file.
create table your_reference (
    organisation text not null,
    reference    bytea not null,
    -- A keyed hash of what the row said.
    content      bytea not null,
    referral_id  uuid not null references referral,
    primary key (organisation, reference)
);
