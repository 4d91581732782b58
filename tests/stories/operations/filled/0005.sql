UPDATE promotions SET stage = 'closed', closed_on = '2025-10-01' WHERE id = 1;
INSERT INTO promotions (name, starts_on, ends_on, stage) VALUES
    ('EIG 8', '2027-01-04', '2027-10-29', 'draft'), ('EIG 1', '2017-01-09', '2017-10-31', 'archived');
INSERT INTO logos (name, content) VALUES ('0a1b', CAST('PNG' AS BYTES));
UPDATE projects SET description = 'Cartes', locale = 'en', logo = '0a1b' WHERE id = 1;
UPDATE projects SET locale = 'fr' WHERE id = 2;
INSERT INTO project_pauses (project_id, week, reason, paused_by, created_at) VALUES
    (1, '2026-W12', 'Congés', 2, '2026-03-01 08:00:00'), (2, '2026-W12', '', NULL, '2026-03-01 08:00:00');
UPDATE people SET deactivated_at = '2026-03-01 08:00:00', digest_scope = 'own', digest_every = 'month', feed_version = 4 WHERE id = 3;
