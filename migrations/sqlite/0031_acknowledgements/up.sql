-- Who has said that they have read which bulletin, and when. Programs that do not know of it erase people and remove
-- projects as before: what is said here goes with either.
CREATE TABLE acknowledgements (
    bulletin_id INTEGER NOT NULL REFERENCES bulletins (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (bulletin_id, person_id)
);
CREATE INDEX acknowledgements_by_person ON acknowledgements (person_id);

INSERT INTO installation (name, value) VALUES ('schema_0031_serves', '0030');
