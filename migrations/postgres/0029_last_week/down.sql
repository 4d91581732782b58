-- A quiet week without a mood is told as a good one; what became of promises and days is forgotten.
DROP TABLE key_date_outcomes;
DROP TABLE promise_outcomes;
UPDATE bulletins SET mood = 3 WHERE mood IS NULL;
ALTER TABLE bulletins ALTER COLUMN mood SET NOT NULL;
ALTER TABLE bulletins DROP COLUMN quiet;
ALTER TABLE bulletins DROP COLUMN opened_at;
