DELETE FROM installation WHERE name = 'schema_0024_serves';
ALTER TABLE projects DROP COLUMN starts_on;
