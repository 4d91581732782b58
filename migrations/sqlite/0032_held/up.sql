-- A digest that no server took in time waits for a coordinator, as 'held'. Programs that do not know that state can list no
-- mails: they keep away.
CREATE INDEX outbox_held ON outbox (run_id) WHERE state = 'held';
