DROP TABLE pauses;
DROP TABLE memberships;
DROP TABLE people;
DROP TABLE projects;
DROP TABLE promotions;
DROP TABLE installation;
