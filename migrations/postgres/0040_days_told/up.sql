-- What becomes of a project's key dates is looked up by its weeks, rather than among what all projects told in them. Whose a key date
-- is, is told by its own row, whoever writes what became of it. What older programs write meanwhile waits from here on.
ALTER TABLE key_date_outcomes ADD COLUMN project_id BIGINT;
UPDATE key_date_outcomes SET project_id = (SELECT project_id FROM key_dates WHERE id = key_date_id);
DROP INDEX key_date_outcomes_by_telling;
CREATE INDEX key_date_outcomes_by_telling ON key_date_outcomes (project_id, told_week);
CREATE FUNCTION note_day_told() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    NEW.project_id := (SELECT project_id FROM key_dates WHERE id = NEW.key_date_id);
    RETURN NEW;
END $$;
CREATE TRIGGER day_told BEFORE INSERT ON key_date_outcomes FOR EACH ROW EXECUTE FUNCTION note_day_told();
INSERT INTO installation (name, value) VALUES ('schema_0040_serves', '0034');
