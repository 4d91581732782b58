-- SQLite cannot change a CHECK: the table is made anew, for one more purpose and for codes.
CREATE TABLE link_tokens_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN ('filing', 'sign-up', 'first-coordinator', 'sign-in', 'password-reset')),
    -- None: whoever signs up as the first coordinator.
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    -- What a filing link opens: this project's form of this week, and nothing else.
    project_id INTEGER REFERENCES projects (id) ON DELETE CASCADE,
    week TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    -- A single-use link that has been used; a filing link stays usable.
    used_at TIMESTAMP,
    -- The six digits that can be typed in place of a sign-in link, in the browser that asked for it.
    code_hash BLOB,
    browser_hash BLOB,
    wrong_codes INTEGER NOT NULL DEFAULT 0
);
INSERT INTO link_tokens_new (id, token_hash, purpose, person_id, project_id, week, created_at, expires_at, used_at)
    SELECT id, token_hash, purpose, person_id, project_id, week, created_at, expires_at, used_at FROM link_tokens;
DROP TABLE link_tokens;
ALTER TABLE link_tokens_new RENAME TO link_tokens;
CREATE INDEX link_tokens_by_browser ON link_tokens (browser_hash) WHERE browser_hash IS NOT NULL;

-- Who did what to whom. Names are looked up when it is read: of somebody erased nothing personal is left here.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at TIMESTAMP NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('person', 'program', 'command-line')),
    -- None of a person: they have been erased since.
    actor_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    person_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    project_id INTEGER REFERENCES projects (id) ON DELETE SET NULL,
    -- Such as a week or a number of mails; never anything personal.
    detail TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (at);
