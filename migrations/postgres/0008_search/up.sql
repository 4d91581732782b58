-- What can be searched, folded: no accents, no capitals, words and spaces alone. Written by the program beside what it
-- stands for. The position tells the day first, so that the newest come first without sorting.
CREATE TABLE documents (
    position BIGINT PRIMARY KEY,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    ref_id BIGINT NOT NULL,
    project_id BIGINT NOT NULL,
    week TEXT,
    vector TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED
);
CREATE INDEX documents_by_word ON documents USING GIN (vector);
-- Rare words too must be known to the planner, or it walks back through everything to find them.
ALTER TABLE documents ALTER COLUMN vector SET STATISTICS 1000;
