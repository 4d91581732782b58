-- When a session's owner has last shown by it that they read their mail; none: not by this session.
ALTER TABLE sessions ADD COLUMN mail_proved_at TIMESTAMP;

-- Mails that somebody asked for at an address, whosever it is, until the worker has written them.
CREATE TABLE asked_mails (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The browser in which a code will work.
    browser_hash BYTEA,
    asked_at TIMESTAMP NOT NULL
);

-- Programs that do not know of it open sessions that prove nothing, and write what they are asked for themselves.
INSERT INTO installation (name, value) VALUES ('schema_0021_serves', '0020');
