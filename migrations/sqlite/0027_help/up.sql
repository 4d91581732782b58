-- A request for help is a thing of its own, with who takes it and its end. Programs that do not know of it would file
-- bulletins whose requests nobody ever takes: no `schema_0027_serves` lets these in.

-- `at_once`: told to everybody without waiting for its week, at `published_at` or (null) when it was asked. `ending`: how
-- it ended, since `ended_at`.
CREATE TABLE help_requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    week TEXT NOT NULL,
    bulletin_id INTEGER UNIQUE REFERENCES bulletins (id),
    text TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    at_once BOOLEAN NOT NULL,
    asked_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    asked_at TIMESTAMP NOT NULL,
    published_at TIMESTAMP,
    ended_at TIMESTAMP,
    ending TEXT
);
CREATE INDEX help_requests_by_project ON help_requests (project_id, id);
CREATE INDEX help_requests_by_asker ON help_requests (asked_by);
CREATE INDEX help_requests_by_week ON help_requests (week);
CREATE INDEX help_requests_by_end ON help_requests (ended_at, id);

-- Who sees to it: somebody of the programme, or somebody outside it who has proved that address.
CREATE TABLE help_takings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    request_id INTEGER NOT NULL REFERENCES help_requests (id) ON DELETE CASCADE,
    person_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    name TEXT,
    email TEXT,
    taken_at TIMESTAMP NOT NULL,
    given_back_at TIMESTAMP
);
CREATE INDEX help_takings_by_request ON help_takings (request_id);
CREATE INDEX help_takings_by_person ON help_takings (person_id);
CREATE UNIQUE INDEX help_takings_once ON help_takings (request_id, person_id) WHERE given_back_at IS NULL;

-- Somebody outside the programme wants to take it, and has not proved their address yet.
CREATE TABLE help_offers (
    token_hash BLOB PRIMARY KEY NOT NULL,
    request_id INTEGER NOT NULL REFERENCES help_requests (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX help_offers_by_request ON help_offers (request_id);

-- Its story. `name`: of somebody outside the programme.
CREATE TABLE help_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    request_id INTEGER NOT NULL REFERENCES help_requests (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    person_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    name TEXT,
    word TEXT NOT NULL DEFAULT ''
);
CREATE INDEX help_events_by_request ON help_events (request_id, id);
CREATE INDEX help_events_by_person ON help_events (person_id);

-- What bulletins asked for. Of what is older than two weeks nobody knows what became of it, and nobody is to be asked: it
-- ended when these were over.
INSERT INTO help_requests (project_id, week, bulletin_id, text, at_once, asked_by, asked_at, ended_at, ending)
SELECT project_id, week, id, help, FALSE, author_id, filed_at,
    CASE WHEN filed_at < datetime('now', '-14 days') THEN datetime(filed_at, '+14 days') END,
    CASE WHEN filed_at < datetime('now', '-14 days') THEN 'unknown' END
FROM bulletins WHERE trim(coalesce(help, '')) <> '' ORDER BY week, id;
INSERT INTO help_events (request_id, kind, at, person_id) SELECT id, 'asked', asked_at, asked_by FROM help_requests ORDER BY id;
INSERT INTO help_events (request_id, kind, at)
SELECT id, 'closed-unknown', ended_at FROM help_requests WHERE ending IS NOT NULL ORDER BY id;
