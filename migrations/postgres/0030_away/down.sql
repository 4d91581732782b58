-- Older programs know neither these mails nor these acts, and cannot read what tells of them.
DELETE FROM outbox WHERE kind = 'team-away';
DELETE FROM unsubscriptions WHERE kind = 'team-away';
DELETE FROM audit WHERE action IN ('team-away', 'team-back');
DROP TABLE person_absences;
DROP TABLE team_absences;
