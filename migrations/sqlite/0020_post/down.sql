DROP INDEX outbox_unfinished;
CREATE INDEX outbox_unfinished ON outbox (next_attempt_at) WHERE state IN ('pending', 'claimed');
ALTER TABLE outbox DROP COLUMN priority;
UPDATE outbox SET last_error = CASE WHEN last_error IS NULL THEN reason ELSE reason || ' ' || last_error END
    WHERE reason IS NOT NULL;
ALTER TABLE outbox DROP COLUMN reason;
