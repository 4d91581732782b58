-- A mail's text holds links that let people in: it is sealed (`services/sealing.rs`), and what lies open from before is sealed
-- by the first start. Under a new name, so that older programs, which would send it as it is, fail and send nothing; nothing
-- is lost by that, and no `schema_0023_serves` lets them in.
ALTER TABLE outbox RENAME COLUMN content TO sealed;
