INSERT INTO runs (job, occurrence, week, ran, recorded_at, written) VALUES
    ('announcement', '2026-03-06 08:59:00', '2026-W10', TRUE, '2026-03-06 08:59:01', TRUE);
