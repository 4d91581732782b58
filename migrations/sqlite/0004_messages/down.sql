DROP TABLE outbox;
DROP TABLE unsubscriptions;
DROP TABLE runs;
