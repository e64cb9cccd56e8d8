-- The systems of agencies that may sign in as themselves. Written by `hub clients`, read when one asks for a token.
create table client (
    id            text primary key,
    name          text not null,
    -- The one organisation it acts for, and which kind of agency that is. Never taken from what a client sends.
    organisation  text not null,
    agency_kind   text not null,
    scopes        text[] not null,
    registered_at timestamptz not null default now(),
    disabled_at   timestamptz
);

-- Public keys of a client (RFC 7517); several while it changes from one to the next.
create table client_key (
    client_id text not null references client,
    kid       text not null,
    jwk       jsonb not null,
    added_at  timestamptz not null default now(),
    primary key (client_id, kid)
);

-- Assertions that have been used, until they would be refused as expired anyhow.
create table client_assertion (
    client_id  text not null,
    jti        text not null,
    expires_at timestamptz not null,
    primary key (client_id, jti)
);
create index client_assertion_by_age on client_assertion (expires_at);

-- What operators did to a client, who and why. Only ever added to.
create table client_act (
    client_id text not null references client,
    at        timestamptz not null default now(),
    act       text not null,
    by        text not null,
    reason    text not null
);
create index client_act_story on client_act (client_id, at);
