-- A quiet week without a mood is told as a good one; what became of promises and days is forgotten.
DROP TABLE key_date_outcomes;
DROP TABLE promise_outcomes;
CREATE TABLE bulletins_new (
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
INSERT INTO bulletins_new (id, project_id, week, mood, priorities, ups_and_downs, help, version, late, filed_at, revised_at,
        author_id, digested_at)
    SELECT id, project_id, week, coalesce(mood, 3), priorities, ups_and_downs, help, version, late, filed_at, revised_at,
        author_id, digested_at FROM bulletins;
DELETE FROM sqlite_sequence WHERE name = 'bulletins_new';
INSERT INTO sqlite_sequence SELECT 'bulletins_new', seq FROM sqlite_sequence WHERE name = 'bulletins';
DROP TABLE bulletins;
ALTER TABLE bulletins_new RENAME TO bulletins;
CREATE INDEX bulletins_by_week ON bulletins (week);
CREATE INDEX bulletins_not_digested ON bulletins (week) WHERE digested_at IS NULL;
CREATE INDEX bulletins_by_author ON bulletins (author_id);
