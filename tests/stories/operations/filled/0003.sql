INSERT INTO sessions (token_hash, person_id, user_agent, created_at, seen_at, expires_at) VALUES
    (CAST('session 1' AS BYTES), 1, 'Firefox', '2026-03-01 08:00:00', '2026-03-02 08:00:00', '2026-04-01 08:00:00'),
    (CAST('gone' AS BYTES), 1, 'Firefox', '2026-03-01 08:00:00', '2026-03-02 08:00:00', '2026-04-01 08:00:00');
DELETE FROM sessions WHERE id = 2;
INSERT INTO link_tokens (token_hash, purpose, person_id, project_id, week, created_at, expires_at, used_at) VALUES
    (CAST('filing' AS BYTES), 'filing', 1, 1, '2026-W10', '2026-03-06 13:00:00', '2026-03-09 00:00:00', NULL),
    (CAST('sign-up' AS BYTES), 'sign-up', 3, NULL, NULL, '2026-03-06 13:00:00', '2026-03-20 13:00:00', '2026-03-07 00:00:00'),
    (CAST('first' AS BYTES), 'first-coordinator', NULL, NULL, NULL, '2026-01-05 08:00:00', '2026-01-19 08:00:00', NULL),
    (CAST('sign-in' AS BYTES), 'sign-in', 2, NULL, NULL, '2026-03-06 13:00:00', '2026-03-06 13:15:00', NULL);
INSERT INTO throttles (key_hash, arrival_at) VALUES (CAST('key' AS BYTES), '2026-03-06 13:00:00');
