-- What was not written of a digest stays so. Texts that wait are compressed and cannot be read any more: let all mails leave
-- before.
DROP INDEX runs_being_written;
ALTER TABLE runs DROP COLUMN written;
