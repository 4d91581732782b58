DELETE FROM installation WHERE name = 'schema_0031_serves';
DROP TABLE acknowledgements;
