-- A share that had an end in such a year has none: that is nothing to take back.
SELECT 1;
