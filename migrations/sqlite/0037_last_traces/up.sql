-- When somebody last read a bulletin or had to do with a request is looked up, rather than looked for among all that they ever
-- did, of which there is more each week.
DROP INDEX acknowledgements_by_person;
CREATE INDEX acknowledgements_by_person ON acknowledgements (person_id, at);
DROP INDEX help_events_by_person;
CREATE INDEX help_events_by_person ON help_events (person_id, at);
INSERT INTO installation (name, value) VALUES ('schema_0037_serves', '0034');
