-- What a form says of what earlier ones said, and weeks of which there is nothing to say. Programs that do not know of it
-- cannot read a bulletin without a mood: no `schema_0029_serves` lets them in.

-- A mood may be missing where the week was quiet.
ALTER TABLE bulletins ALTER COLUMN mood DROP NOT NULL;
-- Nothing happened: the one line is in `priorities`, and promises nothing.
ALTER TABLE bulletins ADD COLUMN quiet BOOLEAN NOT NULL DEFAULT FALSE;
-- When the form of the link was opened in which it was first filed; none: it was filed without one.
ALTER TABLE bulletins ADD COLUMN opened_at TIMESTAMP;

-- What became of a week's priorities, as the team tells in the bulletin of a later one.
CREATE TABLE promise_outcomes (
    project_id BIGINT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    week TEXT NOT NULL,
    told_week TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (project_id, week)
);
CREATE INDEX promise_outcomes_by_telling ON promise_outcomes (told_week);

-- What became of a key date, as the team tells in the bulletin of each later week; `to_day`: where it is moved.
CREATE TABLE key_date_outcomes (
    key_date_id BIGINT NOT NULL REFERENCES key_dates (id) ON DELETE CASCADE,
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
