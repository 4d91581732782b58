UPDATE projects SET starts_on = '2026-02-02' WHERE id = 2;
