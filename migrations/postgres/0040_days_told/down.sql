DELETE FROM installation WHERE name = 'schema_0040_serves';
DROP TRIGGER day_told ON key_date_outcomes;
DROP FUNCTION note_day_told;
DROP INDEX key_date_outcomes_by_telling;
CREATE INDEX key_date_outcomes_by_telling ON key_date_outcomes (told_week);
ALTER TABLE key_date_outcomes DROP COLUMN project_id;
