DROP TABLE key_dates;
DROP TABLE bulletins;
