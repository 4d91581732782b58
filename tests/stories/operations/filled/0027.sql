INSERT INTO help_requests (project_id, week, bulletin_id, text, version, at_once, asked_by, asked_at, published_at, ended_at, ending)
VALUES
    (2, '2026-W10', NULL, 'Qui connaît un juriste ?', 2, TRUE, 2, '2026-03-03 09:00:00', '2026-03-03 18:00:00', NULL, NULL);
INSERT INTO help_takings (request_id, person_id, name, email, taken_at, given_back_at)
SELECT id, 1, 'Ada', NULL, '2026-03-04 09:00:00', NULL FROM help_requests WHERE week = '2026-W10' AND bulletin_id IS NULL;
INSERT INTO help_offers (token_hash, request_id, name, email, created_at, expires_at)
SELECT CAST('offered' AS BYTES), id, 'Zoé', 'zoe@ailleurs.example', '2026-03-04 09:00:00', '2026-03-05 09:00:00'
FROM help_requests WHERE week = '2026-W10' AND bulletin_id IS NULL;
INSERT INTO help_events (request_id, kind, at, person_id, name, word)
SELECT id, 'taken', '2026-03-04 09:00:00', 1, NULL, '' FROM help_requests WHERE week = '2026-W10' AND bulletin_id IS NULL;
UPDATE people SET digest_scope = 'help' WHERE id = 2;
INSERT INTO unsubscriptions (person_id, kind, created_at) VALUES (2, 'help-overview', '2026-03-03 08:00:00');
INSERT INTO runs (job, occurrence, week, ran, recorded_at) VALUES
    ('help-overview', '2026-03-03 08:00:00', '2026-W10', TRUE, '2026-03-03 08:00:01');
INSERT INTO outbox (run_id, kind, recipient, person_id, topic, message_id, TEXT_AS_SENT, state, attempts, created_at,
    next_attempt_at, expires_at, fence, finished_at)
SELECT id, job, 'zoe@eig.example', 2, 'help 1', '<27@x>', CAST('nag' AS BYTES), 'sent', 1, '2026-03-03 08:00:01',
    '2026-03-03 08:00:01', '2026-03-06 14:00:00', 1, '2026-03-03 08:00:02' FROM runs WHERE job = 'help-overview';
