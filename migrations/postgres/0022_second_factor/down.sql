DROP TABLE begun_sign_ins;
DROP TABLE passkeys;
DROP TABLE recovery_codes;
DROP TABLE authenticators;
ALTER TABLE sessions DROP COLUMN proved_at;
