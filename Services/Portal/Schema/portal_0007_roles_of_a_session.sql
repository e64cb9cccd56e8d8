-- Not only coordinators sign in. Whoever is signed in while this runs signs in again.
delete from session;
alter table session
    add column roles       text[] not null,
    add column agency_kind text;
