INSERT INTO documents (POSITION, folded, kind, ref_id, project_id, week) VALUES
    (7384920001, 'un juriste', 'bulletin', 1, 1, '2026-W09'), (7384920002, 'comite', 'key-date', 1, 1, NULL);
