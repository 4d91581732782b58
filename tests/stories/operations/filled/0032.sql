INSERT INTO outbox (run_id, kind, recipient, person_id, topic, message_id, TEXT_AS_SENT, state, attempts, created_at,
    next_attempt_at, expires_at, fence, finished_at, reason)
SELECT max(id), 'digest', 'mina@bio.example', 3, '', '<32@x>', CAST('held' AS BYTES), 'held', 99, '2026-03-13 14:05:00',
    '2026-03-15 14:10:00', '2026-03-15 14:05:00', 99, '2026-03-15 14:10:01', 'no-connection' FROM runs WHERE job = 'digest';
