INSERT INTO link_tokens (token_hash, purpose, person_id, created_at, expires_at, used_at, code_hash, browser_hash, wrong_codes) VALUES
    (CAST('reset' AS BYTES), 'password-reset', 2, '2026-03-06 13:00:00', '2026-03-06 14:00:00', NULL, NULL, NULL, 0),
    (CAST('code' AS BYTES), 'sign-in', 1, '2026-03-06 13:00:00', '2026-03-06 13:15:00', NULL, CAST('c' AS BYTES), CAST('b' AS BYTES), 4),
    (CAST('gone' AS BYTES), 'sign-in', 1, '2026-03-06 13:00:00', '2026-03-06 13:15:00', NULL, NULL, NULL, 0);
DELETE FROM link_tokens WHERE token_hash = CAST('gone' AS BYTES);
INSERT INTO audit (at, action, actor, actor_id, person_id, project_id, detail) VALUES
    ('2026-03-01 08:00:00', 'person-added', 'person', 2, 1, NULL, ''),
    ('2026-03-01 08:00:01', 'project-changed', 'person', NULL, NULL, 1, 'CartoBio'),
    ('2026-03-01 08:00:02', 'cleaned', 'program', NULL, NULL, NULL, '3'),
    ('2026-03-01 08:00:03', 'invited', 'command-line', NULL, 3, NULL, ''),
    ('2026-03-01 08:00:04', 'gone', 'program', NULL, NULL, NULL, '');
DELETE FROM audit WHERE action = 'gone';
