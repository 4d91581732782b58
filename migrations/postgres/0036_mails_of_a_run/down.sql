DELETE FROM installation WHERE name = 'schema_0036_serves';
DROP INDEX key_date_outcomes_moved;
DROP INDEX outbox_by_run;
CREATE INDEX outbox_held ON outbox (run_id) WHERE state = 'held';
