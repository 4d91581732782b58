UPDATE memberships SET from_day = '2026-01-05', until_day = '2026-03-31' WHERE person_id = 1;
INSERT INTO memberships (person_id, project_id, role, from_day, until_day) VALUES
    (1, 2, 'helper', NULL, '2026-03-31'), (1, 3, 'alumnus', '2025-11-01', NULL),
    (2, 1, 'sponsor', NULL, NULL), (3, 2, 'strategic-mentor', '2026-02-02', NULL);
UPDATE projects SET referent_id = 2 WHERE id = 1;
INSERT INTO stand_ins (person_id, stand_in_id, until_day, created_at) VALUES (3, 1, '2026-03-31', '2026-03-02 08:00:00');
