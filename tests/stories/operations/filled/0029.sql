INSERT INTO bulletins (project_id, week, mood, priorities, ups_and_downs, help, version, late, filed_at, revised_at, author_id,
    digested_at, quiet, opened_at)
VALUES
    (1, '2026-W11', NULL, 'Rien de neuf', '', NULL, 1, FALSE, '2026-03-13 13:00:00', '2026-03-13 13:00:00', 1, NULL, TRUE,
        '2026-03-13 12:59:00');
INSERT INTO promise_outcomes (project_id, week, told_week, outcome) VALUES (1, '2026-W09', '2026-W11', 'partly');
INSERT INTO key_date_outcomes (key_date_id, told_week, outcome, to_day)
SELECT id, '2026-W11', 'moved', '2026-04-09' FROM key_dates WHERE project_id = 1 AND date = '2026-04-02';
