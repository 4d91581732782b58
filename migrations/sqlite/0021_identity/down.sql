DELETE FROM installation WHERE name = 'schema_0021_serves';
ALTER TABLE sessions DROP COLUMN mail_proved_at;
