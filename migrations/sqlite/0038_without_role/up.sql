-- Who coordinates, or has no role at all, is looked up: among all who were there over the years they were looked for one by one.
-- That somebody has a role is told by the rows that say so, whoever writes them.
ALTER TABLE people ADD COLUMN without_role BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE people SET without_role = FALSE WHERE id IN (SELECT person_id FROM memberships);
CREATE INDEX people_by_coordinator ON people (coordinator);
CREATE INDEX people_by_without_role ON people (without_role);
CREATE TRIGGER role_given AFTER INSERT ON memberships BEGIN
    UPDATE people SET without_role = FALSE WHERE id = NEW.person_id AND without_role;
END;
CREATE TRIGGER role_taken AFTER DELETE ON memberships BEGIN
    UPDATE people SET without_role = TRUE
        WHERE id = OLD.person_id AND NOT EXISTS (SELECT 1 FROM memberships WHERE person_id = OLD.person_id);
END;
INSERT INTO installation (name, value) VALUES ('schema_0038_serves', '0034');
