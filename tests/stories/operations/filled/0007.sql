INSERT INTO shares (project_id, label, created_by, created_at, expires_at, revoked_at, seen_count, last_seen_at) VALUES
    (1, 'Presse', 2, '2026-03-01 08:00:00', '2026-04-01 08:00:00', NULL, 5, '2026-03-02 08:00:00'),
    (3, 'Fin', NULL, '2026-03-01 08:00:00', NULL, '2026-03-03 08:00:00', 0, NULL),
    (3, 'Gone', NULL, '2026-03-01 08:00:00', NULL, NULL, 0, NULL);
DELETE FROM shares WHERE label = 'Gone';
