-- What can be searched, folded: no accents, no capitals, words and spaces alone. Written by the program beside what it
-- stands for. The row id tells the day first, so that the newest come first without sorting.
CREATE VIRTUAL TABLE documents USING fts5(
    folded,
    kind UNINDEXED,
    ref_id UNINDEXED,
    project_id UNINDEXED,
    week UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3 4'
);
