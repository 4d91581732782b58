-- An end in the year 10000 was taken once, and could not be read any more: the page of a project's shares was an error, and
-- none of them could be ended. Such a share works until it is ended. Older programs work with that, but not with what came
-- before it.
UPDATE shares SET expires_at = NULL WHERE substr(expires_at, 5, 1) <> '-' OR substr(expires_at, 1, 4) >= '2100';
