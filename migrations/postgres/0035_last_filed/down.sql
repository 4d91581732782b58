DELETE FROM installation WHERE name = 'schema_0035_serves';
DROP INDEX bulletins_by_author;
CREATE INDEX bulletins_by_author ON bulletins (author_id);
