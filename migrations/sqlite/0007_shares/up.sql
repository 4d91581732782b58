-- Links by which strangers read one project's published history. Signed rather than stored: they can be shown again.
CREATE TABLE shares (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    created_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL,
    -- None: it works until it is revoked.
    expires_at TIMESTAMP,
    revoked_at TIMESTAMP,
    seen_count BIGINT NOT NULL DEFAULT 0,
    last_seen_at TIMESTAMP
);
CREATE INDEX shares_by_project ON shares (project_id);
