DELETE FROM installation WHERE name = 'schema_0039_serves';
DROP INDEX promise_outcomes_by_telling;
CREATE INDEX promise_outcomes_by_telling ON promise_outcomes (told_week);
