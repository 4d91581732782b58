-- What a team has typed for a week and not filed yet.
CREATE TABLE drafts (
    project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    week TEXT NOT NULL,
    -- The fields of the form as they were typed, in JSON.
    typed TEXT NOT NULL,
    version INTEGER NOT NULL,
    author_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    saved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (project_id, week)
);
