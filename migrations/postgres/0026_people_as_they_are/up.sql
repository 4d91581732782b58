-- People as they are: who was there from when until when, in more roles than two; who is asked about a project; who stands in
-- for whom. Whatever was there has neither first nor last day, and so keeps every right.
--
-- Older programs cannot read the new roles, and would let people go on who have left: no `schema_0026_serves` lets them in.

-- The first and the last day of a role, both included; none: it has none.
ALTER TABLE memberships ADD COLUMN from_day DATE;
ALTER TABLE memberships ADD COLUMN until_day DATE;

-- The coordinator who is asked about a project; none: all of them are.
ALTER TABLE projects ADD COLUMN referent_id BIGINT REFERENCES people (id) ON DELETE SET NULL;
CREATE INDEX projects_by_referent ON projects (referent_id);
UPDATE projects SET referent_id = (SELECT min(id) FROM people WHERE coordinator AND deactivated_at IS NULL)
    WHERE (SELECT count(*) FROM people WHERE coordinator AND deactivated_at IS NULL) = 1;

-- Who has the mails and the rights of a mentor too, until that day (included).
CREATE TABLE stand_ins (
    person_id BIGINT PRIMARY KEY NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    stand_in_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    until_day DATE NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX stand_ins_by_stand_in ON stand_ins (stand_in_id);
