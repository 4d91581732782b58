-- A promotion in preparation asks for nothing yet; an archived one is not listed any more.
ALTER TABLE promotions ADD COLUMN stage TEXT NOT NULL DEFAULT 'open' CHECK (stage IN ('draft', 'open', 'closed', 'archived'));
-- The day on which it was closed before its end: the week of that day is the last one.
ALTER TABLE promotions ADD COLUMN closed_on DATE;

-- Logos, as they were re-encoded; named by the SHA-256 of their content.
CREATE TABLE logos (
    name TEXT PRIMARY KEY NOT NULL,
    content BYTEA NOT NULL
);

ALTER TABLE projects ADD COLUMN description TEXT NOT NULL DEFAULT '';
-- The language of those of its people who have not chosen one; none: the programme's.
ALTER TABLE projects ADD COLUMN locale TEXT CHECK (locale IN ('fr', 'en'));
ALTER TABLE projects ADD COLUMN logo TEXT REFERENCES logos (name);

-- Weeks for which nothing is expected from one project.
CREATE TABLE project_pauses (
    project_id BIGINT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    week TEXT NOT NULL,
    reason TEXT NOT NULL,
    paused_by BIGINT REFERENCES people (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (project_id, week)
);

-- Somebody who cannot get in and gets no mail; nothing else of theirs has changed.
ALTER TABLE people ADD COLUMN deactivated_at TIMESTAMP;
-- Which digest this person wants, and how often.
ALTER TABLE people ADD COLUMN digest_scope TEXT NOT NULL DEFAULT 'all' CHECK (digest_scope IN ('all', 'own'));
ALTER TABLE people ADD COLUMN digest_every TEXT NOT NULL DEFAULT 'week' CHECK (digest_every IN ('week', 'month'));
-- Counts up when the calendar's address is renewed: older ones end.
ALTER TABLE people ADD COLUMN feed_version INTEGER NOT NULL DEFAULT 1;
