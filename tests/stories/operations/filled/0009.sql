UPDATE projects SET notification = 'matrix' WHERE id = 1;
UPDATE projects SET notification = 'none' WHERE id = 2;
UPDATE outbox SET service = 'slack' WHERE message_id = '<2@x>';
INSERT INTO outbox (run_id, kind, recipient, person_id, topic, message_id, TEXT_AS_SENT, state, created_at, next_attempt_at, expires_at, service) VALUES
    (1, 'announcement', '!room:x', NULL, '', '<7@x>', CAST('seven' AS BYTES), 'pending',
        '2026-03-06 09:00:00', '2026-03-06 09:00:00', '2026-03-06 14:00:00', 'matrix'),
    (1, 'announcement', '#general', NULL, '', '<8@x>', CAST('eight' AS BYTES), 'pending',
        '2026-03-06 09:00:00', '2026-03-06 09:00:00', '2026-03-06 14:00:00', 'mattermost');
INSERT INTO chat_names (person_id, service, name, room) VALUES
    (1, 'matrix', '@ada:x', '!direct:x'), (1, 'slack', 'U1', NULL), (3, 'mattermost', 'mina', NULL);
