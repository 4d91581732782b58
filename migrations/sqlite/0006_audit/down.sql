DROP TABLE audit;
DELETE FROM link_tokens WHERE purpose = 'password-reset';
DROP INDEX link_tokens_by_browser;
ALTER TABLE link_tokens DROP COLUMN code_hash;
ALTER TABLE link_tokens DROP COLUMN browser_hash;
ALTER TABLE link_tokens DROP COLUMN wrong_codes;
