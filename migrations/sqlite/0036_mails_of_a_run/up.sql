-- What became of a run's mails is looked up by the run: among all that were ever sent it was looked for by their state. An
-- index of the held ones alone is passed over where the state is handed over as a value.
DROP INDEX outbox_held;
CREATE INDEX outbox_by_run ON outbox (run_id, state);
-- Where key dates were moved to, and which were put off, is looked up beside all that happened or were called off.
CREATE INDEX key_date_outcomes_moved ON key_date_outcomes (outcome, to_day);
INSERT INTO installation (name, value) VALUES ('schema_0036_serves', '0034');
