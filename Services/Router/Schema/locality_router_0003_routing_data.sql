-- Files of routing rules and of the county's data, as they were handed in. A version is never changed: another text is
-- another version.
create table routing_data (
    kind      text not null check (kind in ('rules', 'county')),
    name      text not null,
    version   int  not null,
    text      text not null,
    sha256    text not null,
    loaded_at timestamptz not null,
    primary key (kind, name, version)
);

-- What was made to count, when and by whom. The last of a kind counts now; without one, what is built in does.
create table routing_data_activation (
    id           bigint generated always as identity primary key,
    kind         text not null,
    name         text not null,
    version      int  not null,
    activated_at timestamptz not null,
    activated_by text not null,
    -- What counted until then.
    before       text not null,
    foreign key (kind, name, version) references routing_data
);
create index routing_data_activation_kind on routing_data_activation (kind, id desc);

-- Postcodes in the order of their bytes, so that those that share a beginning lie together.
alter table postcode alter column postcode type text collate "C";

-- Counts up with every directory that is loaded: what was read of the one before no longer holds.
create table postcode_edition (
    only_one bool primary key default true check (only_one),
    edition  bigint not null
);
insert into postcode_edition (edition) values (1);
