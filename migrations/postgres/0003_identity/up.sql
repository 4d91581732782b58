-- Of every token only the SHA-256 is kept: who reads this database cannot use what it lists.
CREATE TABLE sessions (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    user_agent TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE link_tokens (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN ('filing', 'sign-up', 'first-coordinator', 'sign-in')),
    -- None: whoever signs up as the first coordinator.
    person_id BIGINT REFERENCES people (id) ON DELETE CASCADE,
    -- What a filing link opens: this project's form of this week, and nothing else.
    project_id BIGINT REFERENCES projects (id) ON DELETE CASCADE,
    week TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    -- A single-use link that has been used; a filing link stays usable.
    used_at TIMESTAMP
);

-- One row a throttled key (GCRA): attempts are refused while the theoretical arrival time lies too far ahead.
CREATE TABLE throttles (
    key_hash BYTEA PRIMARY KEY NOT NULL,
    arrival_at TIMESTAMP NOT NULL
);
