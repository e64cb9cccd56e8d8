-- A search may have several providers asked at once: how many have not answered, and how many said no without the
-- coordinator having read it. Before there was one at most.
alter table queue_item
    add column offers_open int not null default 0,
    add column declines_unread int not null default 0;
update queue_item set offers_open = 1 where placement_state = 'offered';
update queue_item set declines_unread = 1 where placement_state = 'declined';
