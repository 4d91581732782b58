-- Facts about this installation itself, such as when it began.
CREATE TABLE installation (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

CREATE TABLE promotions (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    CHECK (starts_on <= ends_on)
);

CREATE TABLE projects (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    promotion_id BIGINT NOT NULL REFERENCES promotions (id),
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    administration TEXT NOT NULL,
    -- None: the project ends with its promotion.
    ends_on DATE,
    UNIQUE (promotion_id, name)
);

CREATE TABLE people (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT NOT NULL,
    -- In lower case.
    email TEXT NOT NULL UNIQUE,
    -- None: the programme's language.
    locale TEXT CHECK (locale IN ('fr', 'en')),
    coordinator BOOLEAN NOT NULL DEFAULT FALSE,
    -- A PHC string (Argon2id); none: this person has set no password.
    password_hash TEXT,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE memberships (
    person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    project_id BIGINT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('eig', 'mentor')),
    PRIMARY KEY (person_id, project_id, role)
);
CREATE INDEX memberships_by_project ON memberships (project_id);

-- Weeks for which the coordinators expect nothing from anybody.
CREATE TABLE pauses (
    week TEXT PRIMARY KEY NOT NULL,
    reason TEXT NOT NULL,
    paused_by BIGINT REFERENCES people (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL
);
