-- How far a case has come, whatever is asked of whom meanwhile; the questions that wait for an answer, each beside the
-- referral whose agency was asked; the day on which a forum looks at it; and whether it may be shared. What was there before
-- knew no questions.
alter table queue_item
    add column stage           text,
    add column open_questions  text[],
    add column asked_referrals text[],
    add column meets_on        text,
    add column sharing_allowed bool;
update queue_item set stage = state, open_questions = '{}', asked_referrals = '{}', sharing_allowed = true
where case_id is not null;
