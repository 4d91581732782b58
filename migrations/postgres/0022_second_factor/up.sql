-- A second proof beside a password or a mail, for those who have set one up. Programs that do not know of it would let them in
-- without: no `schema_0022_serves` lets these in.

-- When the owner of a session last proved who they are; none: before there was this column.
ALTER TABLE sessions ADD COLUMN proved_at TIMESTAMP;

-- An app that shows codes (RFC 6238). The step of the last code that was taken: none is taken twice.
CREATE TABLE authenticators (
    person_id BIGINT PRIMARY KEY NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    secret BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- Keyed hashes: each code works once, for who has lost all else.
CREATE TABLE recovery_codes (
    code_hash BYTEA PRIMARY KEY NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    used_at TIMESTAMP
);
CREATE INDEX recovery_codes_by_person ON recovery_codes (person_id);

-- What checks the proofs of a passkey (WebAuthn); it holds no secret.
CREATE TABLE passkeys (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    credential_id TEXT NOT NULL UNIQUE,
    credential TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX passkeys_by_person ON passkeys (person_id);

-- Somebody has given one proof, and owes the second. `how`: what goes on record once they are in.
CREATE TABLE begun_sign_ins (
    token_hash BYTEA PRIMARY KEY NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    how TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX begun_sign_ins_by_person ON begun_sign_ins (person_id);
