-- What a project's bulletins tell of its priorities is looked up for the weeks that are shown, rather than among all that any
-- project's ever told.
DROP INDEX promise_outcomes_by_telling;
CREATE INDEX promise_outcomes_by_telling ON promise_outcomes (project_id, told_week);
INSERT INTO installation (name, value) VALUES ('schema_0039_serves', '0034');
