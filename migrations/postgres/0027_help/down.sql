-- Older programs know neither these jobs nor their mails, of which the links would lead nowhere, nor a digest of requests.
DELETE FROM outbox WHERE kind LIKE 'help-%';
DELETE FROM runs WHERE job LIKE 'help-%';
DELETE FROM unsubscriptions WHERE kind LIKE 'help-%';
UPDATE people SET digest_scope = 'all' WHERE digest_scope = 'help';
DELETE FROM documents WHERE kind = 'request';
DROP TABLE help_events;
DROP TABLE help_offers;
DROP TABLE help_takings;
DROP TABLE help_requests;
