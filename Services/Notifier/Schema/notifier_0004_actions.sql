-- Whoever is to be reminded of an action before it is due. A row goes when the mail is queued, or when the action is done.
create table action_reminder (
    action_id      uuid primary key,
    -- The referral its case was opened for.
    referral_id    uuid not null,
    organisation   text not null,
    due_at         timestamptz not null,
    remind_at      timestamptz not null,
    cause_event_id uuid not null,
    traceparent    text
);
create index action_reminder_next on action_reminder (remind_at);

alter table delivery drop constraint delivery_audience_check,
    add constraint delivery_audience_check check (audience in ('referrer', 'coordinator', 'provider', 'action_owner'));
