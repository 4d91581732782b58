-- Who coordinates, or has no role at all, is looked up: among all who were there over the years they were looked for one by one.
-- That somebody has a role is told by the rows that say so, whoever writes them.
-- What older programs write meanwhile waits: until the triggers are there nothing would note it.
LOCK TABLE memberships IN SHARE ROW EXCLUSIVE MODE;
ALTER TABLE people ADD COLUMN without_role BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE people SET without_role = FALSE WHERE id IN (SELECT person_id FROM memberships);
CREATE INDEX people_by_coordinator ON people (coordinator);
CREATE INDEX people_by_without_role ON people (without_role);
CREATE FUNCTION note_role_given() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    -- Of two transactions about one person the second looks at what the first has left.
    PERFORM 1 FROM people WHERE id = NEW.person_id FOR NO KEY UPDATE;
    UPDATE people SET without_role = FALSE WHERE id = NEW.person_id AND without_role;
    RETURN NULL;
END $$;
CREATE TRIGGER role_given AFTER INSERT ON memberships FOR EACH ROW EXECUTE FUNCTION note_role_given();
CREATE FUNCTION note_role_taken() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people WHERE id = OLD.person_id FOR NO KEY UPDATE;
    UPDATE people SET without_role = TRUE
        WHERE id = OLD.person_id AND NOT EXISTS (SELECT 1 FROM memberships WHERE person_id = OLD.person_id);
    RETURN NULL;
END $$;
CREATE TRIGGER role_taken AFTER DELETE ON memberships FOR EACH ROW EXECUTE FUNCTION note_role_taken();
INSERT INTO installation (name, value) VALUES ('schema_0038_serves', '0034');
