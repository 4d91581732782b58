CREATE TABLE bulletins (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    -- An ISO week, written 2019-W23: text that sorts as time does.
    week TEXT NOT NULL,
    mood SMALLINT NOT NULL CHECK (mood BETWEEN 1 AND 4),
    priorities TEXT NOT NULL,
    ups_and_downs TEXT NOT NULL,
    help TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    late BOOLEAN NOT NULL DEFAULT FALSE,
    filed_at TIMESTAMP NOT NULL,
    revised_at TIMESTAMP NOT NULL,
    author_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    -- When a digest told this bulletin; none: the next digest tells it as late.
    digested_at TIMESTAMP,
    UNIQUE (project_id, week)
);
CREATE INDEX bulletins_by_week ON bulletins (week);
CREATE INDEX bulletins_not_digested ON bulletins (week) WHERE digested_at IS NULL;

CREATE TABLE key_dates (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    -- The bulletin that announced it.
    bulletin_id INTEGER UNIQUE REFERENCES bulletins (id) ON DELETE SET NULL,
    date DATE NOT NULL,
    description TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (project_id, date)
);
CREATE INDEX key_dates_by_date ON key_dates (date);
