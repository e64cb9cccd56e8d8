-- The directory of alternative provision. What it says comes from the directory file at every start; how many places
-- are taken is known here alone. A provision that has left the file stays, unlisted: offers and placements name it.
create table provision (
    id             uuid primary key,
    name           text not null,
    provider_id    text not null,
    provider_name  text not null,
    kind           text not null,
    easting_km     int,
    northing_km    int,
    minimum_age    int not null,
    maximum_age    int not null,
    key_stages     text[] not null,
    needs          text[] not null,
    -- May fall below what is taken when a provider gives up places: nobody loses one, and nobody new gets one.
    places         int not null check (places >= 0),
    taken          int not null default 0 check (taken >= 0),
    sessions_a_week int not null,
    registered     bool not null,
    weekly_hours   double precision not null,
    assured_until  date not null,
    score          int,
    based_on       int,
    wait_days      int not null,
    cost_band      text not null,
    listed         bool not null default true
);
create index provision_by_name on provision (name, id);

-- A row per placement request, written with its events. Holds coded facts only; the brief stays sealed in the log.
create table placement_request (
    id              uuid primary key,
    referral_id     uuid not null,
    case_id         uuid not null,
    reference       text not null,
    locality        text not null,
    state           text not null,
    version         bigint not null,
    requested_at    timestamptz not null,
    wanted_start    date not null,
    weeks           int not null,
    sessions_a_week int not null,
    key_stage       text not null,
    age_years       int not null,
    needs           text[] not null
);
create index placement_request_list on placement_request (locality, requested_at, id);
create index placement_request_referral on placement_request (referral_id);

-- A row per offer, written with the events of its request.
create table offer (
    id           uuid primary key,
    request_id   uuid not null references placement_request,
    provision_id uuid not null references provision,
    provider_id  text not null,
    state        text not null,
    offered_at   timestamptz not null,
    answer_by    timestamptz not null,
    answered_at  timestamptz
);
create index offer_list on offer (provider_id, answer_by, id);
create index offer_request on offer (request_id);
