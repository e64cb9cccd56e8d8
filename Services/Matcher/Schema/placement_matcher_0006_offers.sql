-- Offers that time, or the directory, may end.
create index offer_open on offer (answer_by) where state = 'open';
