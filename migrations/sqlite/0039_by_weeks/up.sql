-- What a project's bulletins tell of its priorities, and what it asked for, is looked up for the weeks that are shown, rather than
-- among all that it ever told and asked.
DROP INDEX promise_outcomes_by_telling;
CREATE INDEX promise_outcomes_by_telling ON promise_outcomes (project_id, told_week);
DROP INDEX help_requests_by_project;
CREATE INDEX help_requests_by_project ON help_requests (project_id, ended_at, id);
CREATE INDEX help_requests_of_weeks ON help_requests (project_id, week);
INSERT INTO installation (name, value) VALUES ('schema_0039_serves', '0034');
