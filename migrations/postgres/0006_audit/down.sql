DROP TABLE audit;
DELETE FROM link_tokens WHERE purpose = 'password-reset';
DROP INDEX link_tokens_by_browser;
ALTER TABLE link_tokens DROP COLUMN code_hash;
ALTER TABLE link_tokens DROP COLUMN browser_hash;
ALTER TABLE link_tokens DROP COLUMN wrong_codes;
ALTER TABLE link_tokens DROP CONSTRAINT link_tokens_purpose_check;
ALTER TABLE link_tokens ADD CONSTRAINT link_tokens_purpose_check
    CHECK (purpose IN ('filing', 'sign-up', 'first-coordinator', 'sign-in'));
