DELETE FROM installation WHERE name = 'schema_0037_serves';
DROP INDEX help_events_by_person;
CREATE INDEX help_events_by_person ON help_events (person_id);
DROP INDEX acknowledgements_by_person;
CREATE INDEX acknowledgements_by_person ON acknowledgements (person_id);
