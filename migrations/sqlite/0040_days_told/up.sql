-- What becomes of a project's key dates is looked up by its weeks, rather than among what all projects told in them. Whose a key date
-- is, is told by its own row, whoever writes what became of it.
ALTER TABLE key_date_outcomes ADD COLUMN project_id INTEGER;
UPDATE key_date_outcomes SET project_id = (SELECT project_id FROM key_dates WHERE id = key_date_id);
DROP INDEX key_date_outcomes_by_telling;
CREATE INDEX key_date_outcomes_by_telling ON key_date_outcomes (project_id, told_week);
CREATE TRIGGER day_told AFTER INSERT ON key_date_outcomes BEGIN
    UPDATE key_date_outcomes SET project_id = (SELECT project_id FROM key_dates WHERE id = NEW.key_date_id)
        WHERE key_date_id = NEW.key_date_id AND told_week = NEW.told_week;
END;
INSERT INTO installation (name, value) VALUES ('schema_0040_serves', '0034');
