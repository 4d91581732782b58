-- One row for each occurrence of a job that was due, whichever replica saw it first.
CREATE TABLE runs (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job TEXT NOT NULL,
    occurrence TIMESTAMP NOT NULL,
    week TEXT NOT NULL,
    ran BOOLEAN NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    UNIQUE (job, occurrence)
);

-- The kinds of mail that people do not want.
CREATE TABLE unsubscriptions (
    person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (person_id, kind)
);

-- Mails written and not yet accepted by a mail server, and what became of the others.
CREATE TABLE outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id BIGINT REFERENCES runs (id),
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    person_id BIGINT REFERENCES people (id) ON DELETE SET NULL,
    -- What a reminder is about; it has lost its point once that bulletin is filed.
    project_id BIGINT REFERENCES projects (id),
    week TEXT,
    -- What tells two mails of one kind to one person apart; the project's id or nothing.
    topic TEXT NOT NULL,
    message_id TEXT NOT NULL,
    -- The mail itself, as it goes over the wire: a retry sends the same bytes.
    content BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'claimed', 'sent', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMP NOT NULL,
    next_attempt_at TIMESTAMP NOT NULL,
    -- When the mail has lost its point.
    expires_at TIMESTAMP NOT NULL,
    lease_until TIMESTAMP,
    owner TEXT,
    -- Counts claims: a worker whose lease ran out cannot mark a mail that another has claimed since.
    fence BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    finished_at TIMESTAMP,
    UNIQUE (run_id, recipient, kind, topic)
);
CREATE INDEX outbox_unfinished ON outbox (next_attempt_at) WHERE state IN ('pending', 'claimed');
CREATE INDEX outbox_by_state ON outbox (state, created_at);
