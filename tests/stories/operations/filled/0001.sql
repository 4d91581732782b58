-- Both databases count from 1. The last row of some tables is gone: its number must not be given again.
INSERT INTO installation (name, value) VALUES ('began_at', '2026-01-05T08:00:00+00:00'), ('key', 'dGhpcnR5LXR3byBieXRlcyB0aGF0IGFyZSBubyBrZXk=');
INSERT INTO promotions (name, starts_on, ends_on) VALUES
    ('EIG 6', '2025-01-06', '2025-10-31'), ('EIG 7', '2026-01-05', '2026-10-30'), ('Gone', '2026-01-05', '2026-01-05');
DELETE FROM promotions WHERE name = 'Gone';
INSERT INTO projects (promotion_id, slug, name, administration, ends_on) VALUES
    (2, 'cartobio', 'CartoBio', 'Agence bio', NULL), (2, 'ecole', 'École « d’été »', 'DINUM', '2026-06-30'),
    (1, 'oeuvre', 'Œuvre', 'Culture', NULL), (1, 'gone', 'Gone', 'X', NULL);
DELETE FROM projects WHERE slug = 'gone';
INSERT INTO people (name, email, locale, coordinator, password_hash, created_at) VALUES
    ('Ada', 'ada@eig.example', 'fr', FALSE, NULL, '2026-01-05 08:00:00'),
    ('Zoé', 'zoe@eig.example', 'en', TRUE, '$argon2id$x', '2026-01-05 08:00:01.000002'),
    ('Mina', 'mina@bio.example', NULL, FALSE, NULL, '2026-01-06 08:00:00'),
    ('Gone', 'gone@eig.example', NULL, FALSE, NULL, '2026-01-06 08:00:00');
DELETE FROM people WHERE name = 'Gone';
INSERT INTO memberships (person_id, project_id, role) VALUES (1, 1, 'eig'), (3, 1, 'mentor'), (3, 3, 'eig'), (3, 3, 'mentor');
INSERT INTO pauses (week, reason, paused_by, created_at) VALUES
    ('2026-W18', 'Ponts', 2, '2026-04-01 08:00:00'), ('2026-W33', '', NULL, '2026-04-01 08:00:00');
