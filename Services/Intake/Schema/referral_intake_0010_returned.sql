-- What waits for an agency is counted on every page of its list. These find it without looking at all it ever referred.
create index standing_question_open on standing_question (referral_id) where received_at is null;
create index standing_handed_back on standing (handed_back_at) where handed_back_at is not null;
