-- An end in the year 10000 was taken once, and could not be read any more: the page of a project's shares was an error, and
-- none of them could be ended. Such a share works until it is ended. Older programs work with that, but not with what came
-- before it.
UPDATE shares SET expires_at = NULL WHERE expires_at >= TIMESTAMP '2100-01-01';
