DELETE FROM installation WHERE name = 'schema_0038_serves';
DROP TRIGGER role_taken;
DROP TRIGGER role_given;
DROP INDEX people_by_without_role;
DROP INDEX people_by_coordinator;
ALTER TABLE people DROP COLUMN without_role;
