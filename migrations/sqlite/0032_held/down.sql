UPDATE outbox SET state = 'cancelled', reason = 'expired', last_error = NULL WHERE state = 'held';
DELETE FROM outbox WHERE kind = 'digest-held';
DROP INDEX outbox_held;
