-- Every postcode the router knows, without its space, in capitals. Loaded by `hub postcodes load`.
create table postcode (
    postcode text primary key,
    district text not null,
    easting  int not null,
    northing int not null
);

-- The queues: a row per case, written with its events. Holds coded facts only; details stay sealed.
create table case_file (
    id                  uuid primary key,
    referral_id         uuid not null unique,
    reference           text not null,
    locality            text not null,
    forum               text not null,
    state               text not null,
    version             bigint not null,
    agency_kind         text not null,
    age_years           int not null,
    key_stage           text not null,
    level               int not null,
    needs               text[] not null,
    ap_requested        bool not null,
    days_out_of_school  int not null,
    permanently_excluded bool not null,
    opened_at           timestamptz not null,
    acknowledge_by      timestamptz not null,
    acknowledged_at     timestamptz
);
-- The order of a queue: unacknowledged first, the most urgent on top.
create index case_file_queue on case_file (locality, (state <> 'open'), acknowledge_by, id);
