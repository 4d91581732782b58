INSERT INTO acknowledgements (bulletin_id, person_id, at)
SELECT id, 2, '2026-03-16 09:00:00' FROM bulletins WHERE project_id = 1 AND week = '2026-W11';
