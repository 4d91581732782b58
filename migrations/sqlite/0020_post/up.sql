-- Why a message was not sent, or not yet, as a code. Beside it last_error holds what the other side said, such as an SMTP
-- code; without it, as older rows are, the reason in words.
ALTER TABLE outbox ADD COLUMN reason TEXT;
UPDATE outbox SET reason = 'expired', last_error = NULL, state = 'cancelled'
    WHERE state = 'failed' AND last_error = 'it had lost its point before a mail server took it';
UPDATE outbox SET reason = 'filed', last_error = NULL
    WHERE state = 'cancelled' AND last_error = 'the bulletin has been filed';

-- Of the messages that are due, the lowest goes first.
ALTER TABLE outbox ADD COLUMN priority SMALLINT NOT NULL DEFAULT 2;
UPDATE outbox SET priority = 0 WHERE kind IN ('sign-in', 'password-reset');
UPDATE outbox SET priority = 1 WHERE kind = 'invitation';
DROP INDEX IF EXISTS outbox_unfinished;
CREATE INDEX outbox_unfinished ON outbox (priority, next_attempt_at, id) WHERE finished_at IS NULL;
