-- What themes count: a row per case, of codes and days. No child, no words. Derived from topic `cases`; a row changes no more
-- once its term has ended.
create table theme_fact (
    case_id           uuid primary key,
    locality          text not null,
    -- The term in which the case was opened, such as 2026-autumn.
    term              text not null,
    need              text not null,
    concern           text not null,
    phase             text not null,
    level             int not null,
    source            text not null,
    opened_at         timestamptz not null,
    decided_at        timestamptz,
    place_not_found   bool not null default false,
    threshold_not_met bool not null default false
);
create index theme_fact_term on theme_fact (locality, term);

-- What localities do about themes. The actions' events say all of it.
create table theme_action (
    id           uuid primary key,
    locality     text not null,
    version      bigint not null,
    theme        text not null,
    value        text not null,
    term         text not null,
    what         text not null,
    organisation text not null,
    owner        text not null,
    -- ISO 8601 date.
    due_on       text not null,
    agreed_by    text not null,
    agreed_at    timestamptz not null,
    outcome      text not null default '',
    done_by      text,
    done_at      timestamptz
);
create index theme_action_due on theme_action (locality, due_on, id);
