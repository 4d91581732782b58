-- By which service a message leaves.
ALTER TABLE outbox ADD COLUMN service TEXT NOT NULL DEFAULT 'email' CHECK (service IN ('email', 'slack', 'mattermost', 'matrix'));
-- How the people of a project are reminded.
ALTER TABLE projects ADD COLUMN notification TEXT NOT NULL DEFAULT 'email' CHECK (notification IN ('email', 'slack', 'mattermost', 'matrix', 'none'));

-- What people are called in chats.
CREATE TABLE chat_names (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    service TEXT NOT NULL CHECK (service IN ('slack', 'mattermost', 'matrix')),
    name TEXT NOT NULL,
    -- The room in which Matrix is spoken with this person, once there is one.
    room TEXT,
    PRIMARY KEY (person_id, service)
);
