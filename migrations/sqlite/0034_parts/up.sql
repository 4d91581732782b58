-- A digest goes to many and is written in parts: until the last one its run is not written. Programs that do not know of it
-- would take a run for whole that is not, and can read no text in the outbox, where they are compressed from now on: they
-- keep away.
ALTER TABLE runs ADD COLUMN written BOOLEAN NOT NULL DEFAULT TRUE;
CREATE INDEX runs_being_written ON runs (id) WHERE NOT written;
