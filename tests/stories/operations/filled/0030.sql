INSERT INTO team_absences (project_id, week, marked_by, created_at)
VALUES (1, '2026-W12', 1, '2026-03-10 09:00:00'), (1, '2026-W13', NULL, '2026-03-30 03:00:00');
INSERT INTO person_absences (person_id, first_day, last_day) VALUES (1, '2026-03-16', '2026-03-27');
INSERT INTO unsubscriptions (person_id, kind, created_at) VALUES (2, 'team-away', '2026-03-10 08:00:00');
INSERT INTO audit (at, action, actor, actor_id, person_id, project_id, detail) VALUES
    ('2026-03-10 09:00:00', 'team-away', 'person', 1, NULL, 1, '2026-W12'),
    ('2026-03-10 09:00:01', 'team-back', 'person', NULL, NULL, 1, '2026-W11');
INSERT INTO outbox (run_id, kind, recipient, person_id, topic, message_id, TEXT_AS_SENT, state, attempts, created_at,
    next_attempt_at, expires_at, fence, finished_at)
VALUES (NULL, 'team-away', 'camille@eig.example', 2, '1', '<30@x>', CAST('away' AS BYTES), 'sent', 1, '2026-03-10 09:00:01',
    '2026-03-10 09:00:01', '2026-03-13 14:00:00', 1, '2026-03-10 09:00:02');
