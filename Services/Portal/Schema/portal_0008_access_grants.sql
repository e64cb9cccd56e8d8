-- Who may come in, and as what. Written by `hub people`; read when somebody signs in and with everything they ask for
-- afterwards. A grant is never changed: it is revoked, and another takes its place.
create table access_grant (
    id             uuid primary key default gen_random_uuid(),
    -- Who vouches for them, and its word for them: `iss` and `sub` of an ID token.
    issuer         text not null,
    subject        text not null,
    name           text not null,
    organisation   text not null,
    agency_kind    text,
    roles          text[] not null check (cardinality(roles) > 0),
    localities     text[] not null,
    granted_at     timestamptz not null default now(),
    granted_by     text not null,
    granted_because text not null,
    until          timestamptz,
    revoked_at     timestamptz,
    revoked_by     text,
    revoked_because text
);
-- Services know people by the subject alone, so it is one person's at a time, whoever vouches for them.
create unique index access_grant_of_subject on access_grant (subject) where revoked_at is null;

-- Sign-ins that were begun and not finished. State, nonce and verifier are nowhere but in the browser and on their way.
create table pending_sign_in (
    state_hash   text primary key,
    -- Of the cookie of the browser that began it.
    browser_hash text not null,
    issuer       text not null,
    return_to    text not null,
    begun_at     timestamptz not null
);
create index pending_sign_in_by_age on pending_sign_in (begun_at);

-- No session without a grant. Whoever is signed in while this runs signs in again.
delete from session;
alter table session
    add column issuer   text not null,
    add column grant_id uuid not null references access_grant;
