ALTER TABLE link_tokens DROP CONSTRAINT link_tokens_purpose_check;
ALTER TABLE link_tokens ADD CONSTRAINT link_tokens_purpose_check
    CHECK (purpose IN ('filing', 'sign-up', 'first-coordinator', 'sign-in', 'password-reset'));
-- The six digits that can be typed in place of a sign-in link, in the browser that asked for it.
ALTER TABLE link_tokens ADD COLUMN code_hash BYTEA;
ALTER TABLE link_tokens ADD COLUMN browser_hash BYTEA;
ALTER TABLE link_tokens ADD COLUMN wrong_codes INTEGER NOT NULL DEFAULT 0;
CREATE INDEX link_tokens_by_browser ON link_tokens (browser_hash) WHERE browser_hash IS NOT NULL;

-- Who did what to whom. Names are looked up when it is read: of somebody erased nothing personal is left here.
CREATE TABLE audit (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('person', 'program', 'command-line')),
    -- None of a person: they have been erased since.
    actor_id BIGINT REFERENCES people (id) ON DELETE SET NULL,
    person_id BIGINT REFERENCES people (id) ON DELETE SET NULL,
    project_id BIGINT REFERENCES projects (id) ON DELETE SET NULL,
    -- Such as a week or a number of mails; never anything personal.
    detail TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (at);
