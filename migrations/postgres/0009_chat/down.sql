DROP TABLE chat_names;
ALTER TABLE projects DROP COLUMN notification;
DELETE FROM outbox WHERE service <> 'email';
ALTER TABLE outbox DROP COLUMN service;
