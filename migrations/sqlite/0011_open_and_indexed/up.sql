-- Which values there are is known to the program: a new one must not need a table made anew, as SQLite's CHECK does.
-- Numbers that were given once are not given again: sqlite_sequence is carried over. Foreign keys are off meanwhile,
-- or dropping a table would take away what points to it.

CREATE TABLE promotions_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    -- A promotion in preparation asks for nothing yet; an archived one is not listed any more.
    stage TEXT NOT NULL DEFAULT 'open',
    -- The day on which it was closed before its end: the week of that day is the last one.
    closed_on DATE,
    CHECK (starts_on <= ends_on)
);
INSERT INTO promotions_new (id, name, starts_on, ends_on, stage, closed_on)
    SELECT id, name, starts_on, ends_on, stage, closed_on FROM promotions;
DELETE FROM sqlite_sequence WHERE name = 'promotions_new';
INSERT INTO sqlite_sequence SELECT 'promotions_new', seq FROM sqlite_sequence WHERE name = 'promotions';
DROP TABLE promotions;
ALTER TABLE promotions_new RENAME TO promotions;

CREATE TABLE projects_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    promotion_id INTEGER NOT NULL REFERENCES promotions (id),
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    administration TEXT NOT NULL,
    -- None: the project ends with its promotion.
    ends_on DATE,
    description TEXT NOT NULL DEFAULT '',
    -- The language of those of its people who have not chosen one; none: the programme's.
    locale TEXT,
    logo TEXT REFERENCES logos (name),
    -- How the people of a project are reminded.
    notification TEXT NOT NULL DEFAULT 'email',
    UNIQUE (promotion_id, name)
);
INSERT INTO projects_new (id, promotion_id, slug, name, administration, ends_on, description, locale, logo,
        notification)
    SELECT id, promotion_id, slug, name, administration, ends_on, description, locale, logo, notification FROM
        projects;
DELETE FROM sqlite_sequence WHERE name = 'projects_new';
INSERT INTO sqlite_sequence SELECT 'projects_new', seq FROM sqlite_sequence WHERE name = 'projects';
DROP TABLE projects;
ALTER TABLE projects_new RENAME TO projects;

CREATE TABLE people_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL,
    -- In lower case.
    email TEXT NOT NULL UNIQUE,
    -- None: the programme's language.
    locale TEXT,
    coordinator BOOLEAN NOT NULL DEFAULT FALSE,
    -- A PHC string (Argon2id); none: this person has set no password.
    password_hash TEXT,
    created_at TIMESTAMP NOT NULL,
    -- Somebody who cannot get in and gets no mail; nothing else of theirs has changed.
    deactivated_at TIMESTAMP,
    -- Which digest this person wants, and how often.
    digest_scope TEXT NOT NULL DEFAULT 'all',
    digest_every TEXT NOT NULL DEFAULT 'week',
    -- Counts up when the calendar's address is renewed: older ones end.
    feed_version INTEGER NOT NULL DEFAULT 1
);
INSERT INTO people_new (id, name, email, locale, coordinator, password_hash, created_at, deactivated_at,
        digest_scope, digest_every, feed_version)
    SELECT id, name, email, locale, coordinator, password_hash, created_at, deactivated_at, digest_scope,
        digest_every, feed_version FROM people;
DELETE FROM sqlite_sequence WHERE name = 'people_new';
INSERT INTO sqlite_sequence SELECT 'people_new', seq FROM sqlite_sequence WHERE name = 'people';
DROP TABLE people;
ALTER TABLE people_new RENAME TO people;

CREATE TABLE memberships_new (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    PRIMARY KEY (person_id, project_id, role)
);
INSERT INTO memberships_new (person_id, project_id, role)
    SELECT person_id, project_id, role FROM memberships;
DROP TABLE memberships;
ALTER TABLE memberships_new RENAME TO memberships;
CREATE INDEX memberships_by_project ON memberships (project_id);

CREATE TABLE link_tokens_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
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
INSERT INTO link_tokens_new (id, token_hash, purpose, person_id, project_id, week, created_at, expires_at, used_at,
        code_hash, browser_hash, wrong_codes)
    SELECT id, token_hash, purpose, person_id, project_id, week, created_at, expires_at, used_at, code_hash,
        browser_hash, wrong_codes FROM link_tokens;
DELETE FROM sqlite_sequence WHERE name = 'link_tokens_new';
INSERT INTO sqlite_sequence SELECT 'link_tokens_new', seq FROM sqlite_sequence WHERE name = 'link_tokens';
DROP TABLE link_tokens;
ALTER TABLE link_tokens_new RENAME TO link_tokens;
CREATE INDEX link_tokens_by_browser ON link_tokens (browser_hash) WHERE browser_hash IS NOT NULL;

CREATE TABLE outbox_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    run_id INTEGER REFERENCES runs (id),
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    -- What a reminder is about; it has lost its point once that bulletin is filed.
    project_id INTEGER REFERENCES projects (id),
    week TEXT,
    -- What tells two mails of one kind to one person apart; the project's id or nothing.
    topic TEXT NOT NULL,
    message_id TEXT NOT NULL,
    -- The mail itself, as it goes over the wire: a retry sends the same bytes.
    content BLOB NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMP NOT NULL,
    next_attempt_at TIMESTAMP NOT NULL,
    -- When the mail has lost its point.
    expires_at TIMESTAMP NOT NULL,
    lease_until TIMESTAMP,
    owner TEXT,
    -- Counts claims: a worker whose lease ran out cannot mark a mail that another has claimed since.
    fence BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    finished_at TIMESTAMP,
    -- By which service a message leaves.
    service TEXT NOT NULL DEFAULT 'email',
    UNIQUE (run_id, recipient, kind, topic)
);
INSERT INTO outbox_new (id, run_id, kind, recipient, person_id, project_id, week, topic, message_id, content, state,
        attempts, created_at, next_attempt_at, expires_at, lease_until, owner, fence, last_error, finished_at,
        service)
    SELECT id, run_id, kind, recipient, person_id, project_id, week, topic, message_id, content, state, attempts,
        created_at, next_attempt_at, expires_at, lease_until, owner, fence, last_error, finished_at, service FROM
        outbox;
DELETE FROM sqlite_sequence WHERE name = 'outbox_new';
INSERT INTO sqlite_sequence SELECT 'outbox_new', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_unfinished ON outbox (next_attempt_at) WHERE state IN ('pending', 'claimed');
CREATE INDEX outbox_by_state ON outbox (state, created_at);

CREATE TABLE audit_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at TIMESTAMP NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    -- None of a person: they have been erased since.
    actor_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    person_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    project_id INTEGER REFERENCES projects (id) ON DELETE SET NULL,
    -- Such as a week or a number of mails; never anything personal.
    detail TEXT NOT NULL
);
INSERT INTO audit_new (id, at, action, actor, actor_id, person_id, project_id, detail)
    SELECT id, at, action, actor, actor_id, person_id, project_id, detail FROM audit;
DELETE FROM sqlite_sequence WHERE name = 'audit_new';
INSERT INTO sqlite_sequence SELECT 'audit_new', seq FROM sqlite_sequence WHERE name = 'audit';
DROP TABLE audit;
ALTER TABLE audit_new RENAME TO audit;
CREATE INDEX audit_by_time ON audit (at);

CREATE TABLE chat_names_new (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    service TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The room in which Matrix is spoken with this person, once there is one.
    room TEXT,
    PRIMARY KEY (person_id, service)
);
INSERT INTO chat_names_new (person_id, service, name, room)
    SELECT person_id, service, name, room FROM chat_names;
DROP TABLE chat_names;
ALTER TABLE chat_names_new RENAME TO chat_names;

-- What deletes a row looks for all that point to it: each foreign key has an index.
CREATE INDEX projects_by_logo ON projects (logo);
CREATE INDEX pauses_by_author ON pauses (paused_by);
CREATE INDEX bulletins_by_author ON bulletins (author_id);
CREATE INDEX link_tokens_by_person ON link_tokens (person_id);
CREATE INDEX link_tokens_by_project ON link_tokens (project_id);
CREATE INDEX outbox_by_person ON outbox (person_id);
CREATE INDEX outbox_by_project ON outbox (project_id);
CREATE INDEX project_pauses_by_author ON project_pauses (paused_by);
CREATE INDEX audit_by_actor ON audit (actor_id);
CREATE INDEX audit_by_person ON audit (person_id);
CREATE INDEX audit_by_project ON audit (project_id);
CREATE INDEX shares_by_author ON shares (created_by);
CREATE INDEX drafts_by_author ON drafts (author_id);

-- A program that knows no more than 0010 works with this too.
INSERT INTO installation (name, value) VALUES ('schema_0011_serves', '0010');
