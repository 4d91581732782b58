INSERT INTO drafts (project_id, week, typed, version, author_id, saved_at) VALUES
    (1, '2026-W11', '{"priorities":"à demi"}', 2, 1, '2026-03-12 08:00:00'), (2, '2026-W11', '{}', 1, NULL, '2026-03-12 08:00:00');
