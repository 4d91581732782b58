-- Which values there are is known to the program: a new one must not need another CHECK.
ALTER TABLE promotions DROP CONSTRAINT promotions_stage_check;
ALTER TABLE projects DROP CONSTRAINT projects_locale_check;
ALTER TABLE projects DROP CONSTRAINT projects_notification_check;
ALTER TABLE people DROP CONSTRAINT people_locale_check;
ALTER TABLE people DROP CONSTRAINT people_digest_scope_check;
ALTER TABLE people DROP CONSTRAINT people_digest_every_check;
ALTER TABLE memberships DROP CONSTRAINT memberships_role_check;
ALTER TABLE link_tokens DROP CONSTRAINT link_tokens_purpose_check;
ALTER TABLE outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE outbox DROP CONSTRAINT outbox_service_check;
ALTER TABLE audit DROP CONSTRAINT audit_actor_check;
ALTER TABLE chat_names DROP CONSTRAINT chat_names_service_check;

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
