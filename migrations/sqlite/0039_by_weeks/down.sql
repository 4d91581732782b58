DELETE FROM installation WHERE name = 'schema_0039_serves';
DROP INDEX help_requests_of_weeks;
DROP INDEX help_requests_by_project;
CREATE INDEX help_requests_by_project ON help_requests (project_id, id);
DROP INDEX promise_outcomes_by_telling;
CREATE INDEX promise_outcomes_by_telling ON promise_outcomes (told_week);
