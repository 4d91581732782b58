-- When somebody filed last is asked of everybody at once: it is looked up rather than looked for among all bulletins.
DROP INDEX bulletins_by_author;
CREATE INDEX bulletins_by_author ON bulletins (author_id, revised_at);
INSERT INTO installation (name, value) VALUES ('schema_0035_serves', '0034');
