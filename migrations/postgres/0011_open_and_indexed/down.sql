DELETE FROM installation WHERE name = 'schema_0011_serves';
DROP INDEX projects_by_logo;
DROP INDEX pauses_by_author;
DROP INDEX bulletins_by_author;
DROP INDEX link_tokens_by_person;
DROP INDEX link_tokens_by_project;
DROP INDEX outbox_by_person;
DROP INDEX outbox_by_project;
DROP INDEX project_pauses_by_author;
DROP INDEX audit_by_actor;
DROP INDEX audit_by_person;
DROP INDEX audit_by_project;
DROP INDEX shares_by_author;
DROP INDEX drafts_by_author;

ALTER TABLE promotions ADD CONSTRAINT promotions_stage_check
    CHECK (stage IN ('draft', 'open', 'closed', 'archived'));
ALTER TABLE projects ADD CONSTRAINT projects_locale_check
    CHECK (locale IN ('fr', 'en'));
ALTER TABLE projects ADD CONSTRAINT projects_notification_check
    CHECK (notification IN ('email', 'slack', 'mattermost', 'matrix', 'none'));
ALTER TABLE people ADD CONSTRAINT people_locale_check
    CHECK (locale IN ('fr', 'en'));
ALTER TABLE people ADD CONSTRAINT people_digest_scope_check
    CHECK (digest_scope IN ('all', 'own'));
ALTER TABLE people ADD CONSTRAINT people_digest_every_check
    CHECK (digest_every IN ('week', 'month'));
ALTER TABLE memberships ADD CONSTRAINT memberships_role_check
    CHECK (role IN ('eig', 'mentor'));
ALTER TABLE link_tokens ADD CONSTRAINT link_tokens_purpose_check
    CHECK (purpose IN ('filing', 'sign-up', 'first-coordinator', 'sign-in', 'password-reset'));
ALTER TABLE outbox ADD CONSTRAINT outbox_state_check
    CHECK (state IN ('pending', 'claimed', 'sent', 'failed', 'cancelled'));
ALTER TABLE outbox ADD CONSTRAINT outbox_service_check
    CHECK (service IN ('email', 'slack', 'mattermost', 'matrix'));
ALTER TABLE audit ADD CONSTRAINT audit_actor_check
    CHECK (actor IN ('person', 'program', 'command-line'));
ALTER TABLE chat_names ADD CONSTRAINT chat_names_service_check
    CHECK (service IN ('slack', 'mattermost', 'matrix'));
