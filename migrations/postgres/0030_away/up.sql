-- When teams and people are away. Programs that do not know of it cannot read the record of who said so, nor send mails
-- of this kind, and would remind who is away: no `schema_0030_serves` lets them in.

-- The weeks in which a team is away, as it says itself. `marked_by`: who said so; none: they have been erased, or all of the
-- team had marked their days.
CREATE TABLE team_absences (
    project_id BIGINT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    -- An ISO week, written 2019-W23.
    week TEXT NOT NULL,
    marked_by BIGINT REFERENCES people (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (project_id, week)
);
CREATE INDEX team_absences_by_person ON team_absences (marked_by);

-- The days on which a person is away, the first and the last included.
CREATE TABLE person_absences (
    person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    PRIMARY KEY (person_id, first_day)
);
CREATE INDEX person_absences_by_end ON person_absences (last_day);
