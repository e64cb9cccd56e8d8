-- What has to be known of a referral to write about it later.
create table referral_context (
    referral_id uuid primary key,
    reference   text not null,
    agency      text not null
);

-- One mail to one recipient. No address and no words: both are looked up when it is sent, so that a
-- corrected address or a better sentence also helps what is still waiting.
create table delivery (
    id              uuid primary key,
    referral_id     uuid not null,
    reference       text not null,
    template        text not null,
    audience        text not null check (audience in ('referrer', 'coordinator', 'provider')),
    -- The organisation, or the locality whose queue it is.
    recipient       text not null,
    answer_by       timestamptz,
    cause_event_id  uuid not null,
    traceparent     text,
    status          text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
    queued_at       timestamptz not null,
    attempts        int not null default 0,
    next_attempt_at timestamptz not null default now(),
    -- Why the last attempt came to nothing.
    trouble         text check (trouble in ('server_away', 'deferred_by_server')),
    settled_at      timestamptz,
    failure         text,
    -- The same event seen again, even by a rebuilt projection, never makes a second mail.
    unique (cause_event_id, template, audience, recipient),
    check ((status = 'queued') = (settled_at is null)),
    check ((status = 'failed') = (failure is not null))
);
create index delivery_due on delivery (next_attempt_at) where status = 'queued';
create index delivery_referral on delivery (referral_id, id);
create index delivery_status on delivery (status, id);
