-- What has been sealed no older program can read, and no statement can open: those texts go, and what waits is given up, to be
-- seen. What was not sealed yet, since no program has started meanwhile, stays.
UPDATE outbox SET state = 'failed', reason = 'unwritten', lease_until = NULL, finished_at = CURRENT_TIMESTAMP AT TIME ZONE 'UTC'
    WHERE state IN ('pending', 'claimed') AND substr(sealed, 1, 1) = '\x01'::bytea;
UPDATE outbox SET sealed = ''::bytea WHERE substr(sealed, 1, 1) = '\x01'::bytea;
ALTER TABLE outbox RENAME COLUMN sealed TO content;
