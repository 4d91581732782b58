-- Since when a project is asked for bulletins, where that is later than its promotion's first day.
ALTER TABLE projects ADD COLUMN starts_on DATE;

-- Programs that do not know of it miss nothing but who was not asked yet.
INSERT INTO installation (name, value) VALUES ('schema_0024_serves', '0020');
