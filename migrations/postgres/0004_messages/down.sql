DROP TABLE outbox;
DROP TABLE runs;
