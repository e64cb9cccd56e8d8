-- Several providers may be asked at once: which of them have not answered, and by when each does. Of one that was asked before,
-- only the day is known.
alter table standing
    add column asked_offers text[] not null default '{}',
    add column asked_until  timestamptz[] not null default '{}';
update standing set asked_offers = array[''], asked_until = array[answer_by]
where status = 'offered' and answer_by is not null;
alter table standing drop column answer_by;
