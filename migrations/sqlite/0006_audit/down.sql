DROP TABLE audit;
DELETE FROM link_tokens WHERE purpose = 'password-reset';
-- SQLite cannot change a CHECK: the table is made anew, with the one that it had.
CREATE TABLE link_tokens_old (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN ('filing', 'sign-up', 'first-coordinator', 'sign-in')),
    -- None: whoever signs up as the first coordinator.
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    -- What a filing link opens: this project's form of this week, and nothing else.
    project_id INTEGER REFERENCES projects (id) ON DELETE CASCADE,
    week TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    -- A single-use link that has been used; a filing link stays usable.
    used_at TIMESTAMP
);
INSERT INTO link_tokens_old (id, token_hash, purpose, person_id, project_id, week, created_at, expires_at, used_at)
    SELECT id, token_hash, purpose, person_id, project_id, week, created_at, expires_at, used_at FROM link_tokens;
DELETE FROM sqlite_sequence WHERE name = 'link_tokens_old';
INSERT INTO sqlite_sequence SELECT 'link_tokens_old', seq FROM sqlite_sequence WHERE name = 'link_tokens';
DROP TABLE link_tokens;
ALTER TABLE link_tokens_old RENAME TO link_tokens;
