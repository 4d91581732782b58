DELETE FROM installation WHERE name = 'schema_0028_serves';
ALTER TABLE people DROP COLUMN help_at_once;
