-- When a session's owner has last shown by it that they read their mail; none: not by this session.
ALTER TABLE sessions ADD COLUMN mail_proved_at TIMESTAMP;

-- Programs that do not know of it open sessions that prove nothing.
INSERT INTO installation (name, value) VALUES ('schema_0021_serves', '0020');
