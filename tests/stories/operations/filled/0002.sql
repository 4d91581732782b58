INSERT INTO bulletins (project_id, week, mood, priorities, ups_and_downs, help, version, late, filed_at, revised_at, author_id, digested_at) VALUES
    (1, '2026-W09', 1, 'a', 'b', 'Un juriste ?', 3, TRUE, '2026-02-27 13:59:59.999999', '2026-03-01 09:00:00', 1, NULL),
    (1, '2026-W10', 4, 'L’été
sur deux lignes', '', NULL, 1, FALSE, '2026-03-06 13:00:00', '2026-03-06 13:00:00', NULL, '2026-03-06 14:05:00'),
    (3, '2025-W20', 2, 'c', 'd', NULL, 1, FALSE, '2025-05-16 13:00:00', '2025-05-16 13:00:00', 3, '2025-05-16 14:05:00'),
    (3, '2025-W21', 2, 'gone', 'gone', NULL, 1, FALSE, '2025-05-23 13:00:00', '2025-05-23 13:00:00', 3, NULL);
DELETE FROM bulletins WHERE week = '2025-W21';
INSERT INTO key_dates (project_id, bulletin_id, date, description, created_at) VALUES
    (1, 1, '2026-04-02', 'Comité', '2026-02-27 13:00:00'), (2, NULL, '2026-05-02', 'Démo', '2026-02-27 13:00:00'),
    (2, NULL, '2026-05-03', 'Gone', '2026-02-27 13:00:00');
DELETE FROM key_dates WHERE description = 'Gone';
