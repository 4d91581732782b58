DELETE FROM installation WHERE name = 'schema_0021_serves';
DROP TABLE asked_mails;
ALTER TABLE sessions DROP COLUMN mail_proved_at;
