-- Who is signed in. The token itself is nowhere but in the browser's cookie.
create table session (
    token_hash   text primary key,
    subject      text not null,
    display_name text not null,
    organisation text not null,
    localities   text[] not null,
    signed_in_at timestamptz not null,
    last_seen_at timestamptz not null
);
create index session_last_seen on session (last_seen_at);
