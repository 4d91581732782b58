INSERT INTO runs (job, occurrence, week, ran, recorded_at) VALUES
    ('announcement', '2026-03-06 09:00:00', '2026-W10', TRUE, '2026-03-06 09:00:01'),
    ('digest', '2026-03-06 14:05:00', '2026-W10', FALSE, '2026-03-08 14:05:00'),
    ('digest', '2026-03-13 14:05:00', '2026-W11', TRUE, '2026-03-13 14:05:00');
DELETE FROM runs WHERE week = '2026-W11';
INSERT INTO unsubscriptions (person_id, kind, created_at) VALUES (3, 'digest', '2026-03-01 08:00:00');
INSERT INTO outbox (run_id, kind, recipient, person_id, project_id, week, topic, message_id, TEXT_AS_SENT, state, attempts,
    created_at, next_attempt_at, expires_at, lease_until, owner, fence, last_error, finished_at) VALUES
    (1, 'announcement', 'liste@eig.example', NULL, NULL, '2026-W10', '', '<1@x>', CAST('one' AS BYTES), 'sent', 1,
        '2026-03-06 09:00:00', '2026-03-06 09:00:00', '2026-03-06 14:00:00', NULL, NULL, 1, NULL, '2026-03-06 09:00:02'),
    (2, 'reminder', 'ada@eig.example', 1, 1, '2026-W10', '1', '<2@x>', CAST('two' AS BYTES), 'pending', 0,
        '2026-03-06 13:00:00', '2026-03-06 13:00:00', '2026-03-06 14:00:00', NULL, NULL, 0, NULL, NULL),
    (2, 'reminder', 'mina@bio.example', 3, 1, '2026-W10', '1', '<3@x>', CAST('three' AS BYTES), 'claimed', 2,
        '2026-03-06 13:00:00', '2026-03-06 13:00:00', '2026-03-06 14:00:00', '2026-03-06 13:02:00', 'owner', 3, '421', NULL),
    (NULL, 'sign-in', 'zoe@eig.example', 2, NULL, NULL, '', '<4@x>', CAST('' AS BYTES), 'failed', 9,
        '2026-03-06 13:00:00', '2026-03-06 13:00:00', '2026-03-06 14:00:00', NULL, NULL, 9, '550', '2026-03-06 14:00:00'),
    (NULL, 'sign-in', 'zoe@eig.example', 2, NULL, NULL, '', '<5@x>', CAST('five' AS BYTES), 'cancelled', 0,
        '2026-03-06 13:00:00', '2026-03-06 13:00:00', '2026-03-06 14:00:00', NULL, NULL, 0, NULL, '2026-03-06 14:00:00'),
    (NULL, 'sign-in', 'gone@eig.example', NULL, NULL, NULL, '', '<6@x>', CAST('six' AS BYTES), 'sent', 0,
        '2026-03-06 13:00:00', '2026-03-06 13:00:00', '2026-03-06 14:00:00', NULL, NULL, 0, NULL, '2026-03-06 14:00:00');
DELETE FROM outbox WHERE message_id = '<6@x>';
