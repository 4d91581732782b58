-- Who wants to be told of each request for help that does not wait for its week.
ALTER TABLE people ADD COLUMN help_at_once BOOLEAN NOT NULL DEFAULT FALSE;

-- Programs that do not know of it tell nobody but who looks after the project.
INSERT INTO installation (name, value) VALUES ('schema_0028_serves', '0027');
