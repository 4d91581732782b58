-- What a form says of what earlier ones said, and weeks of which there is nothing to say. Programs that do not know of it
-- cannot read a bulletin without a mood: no `schema_0029_serves` lets them in.

-- A mood may be missing where the week was quiet. Numbers that were given once are not given again: sqlite_sequence is carried
-- over. Foreign keys are off meanwhile, or dropping the table would take away what points to it.
CREATE TABLE bulletins_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    -- An ISO week, written 2019-W23: text that sorts as time does.
    week TEXT NOT NULL,
    -- None: a quiet week, for which the team told none.
    mood SMALLINT CHECK (mood BETWEEN 1 AND 4),
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
    -- Nothing happened: the one line is in `priorities`, and promises nothing.
    quiet BOOLEAN NOT NULL DEFAULT FALSE,
    -- When the form of the link was opened in which it was first filed; none: it was filed without one.
    opened_at TIMESTAMP,
    UNIQUE (project_id, week)
);
INSERT INTO bulletins_new (id, project_id, week, mood, priorities, ups_and_downs, help, version, late, filed_at, revised_at,
        author_id, digested_at)
    SELECT id, project_id, week, mood, priorities, ups_and_downs, help, version, late, filed_at, revised_at, author_id,
        digested_at FROM bulletins;
DELETE FROM sqlite_sequence WHERE name = 'bulletins_new';
INSERT INTO sqlite_sequence SELECT 'bulletins_new', seq FROM sqlite_sequence WHERE name = 'bulletins';
DROP TABLE bulletins;
ALTER TABLE bulletins_new RENAME TO bulletins;
CREATE INDEX bulletins_by_week ON bulletins (week);
CREATE INDEX bulletins_not_digested ON bulletins (week) WHERE digested_at IS NULL;
CREATE INDEX bulletins_by_author ON bulletins (author_id);

-- What became of a week's priorities, as the team tells in the bulletin of a later one.
CREATE TABLE promise_outcomes (
    project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    week TEXT NOT NULL,
    told_week TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (project_id, week)
);
CREATE INDEX promise_outcomes_by_telling ON promise_outcomes (told_week);

-- What became of a key date, as the team tells in the bulletin of each later week; `to_day`: where it is moved.
CREATE TABLE key_date_outcomes (
    key_date_id INTEGER NOT NULL REFERENCES key_dates (id) ON DELETE CASCADE,
    told_week TEXT NOT NULL,
    outcome TEXT NOT NULL,
    to_day DATE,
    PRIMARY KEY (key_date_id, told_week)
);
CREATE INDEX key_date_outcomes_by_telling ON key_date_outcomes (told_week);
CREATE INDEX key_date_outcomes_by_day ON key_date_outcomes (to_day);

-- Mentors read of their own projects, and of the others a line each. Who wants all of them in full chooses so.
UPDATE people SET digest_scope = 'own'
    WHERE digest_scope = 'all' AND NOT coordinator
    AND id IN (SELECT person_id FROM memberships WHERE role IN ('mentor', 'strategic-mentor'))
    AND id NOT IN (SELECT person_id FROM memberships WHERE role = 'eig');
