-- What an older program cannot tell apart must not give anybody more than they had. It knows no narrower right than to read all
-- projects: who had nothing but roles that follow their own is kept out, until a coordinator lets them in. A strategic mentor is
-- a mentor; all other new roles go, and so do those of people who have left.
DROP TABLE stand_ins;
UPDATE people SET deactivated_at = CURRENT_TIMESTAMP AT TIME ZONE 'UTC'
    WHERE deactivated_at IS NULL AND NOT coordinator
    AND id IN (SELECT person_id FROM memberships)
    AND id NOT IN (
        SELECT person_id FROM memberships
        WHERE role NOT IN ('sponsor', 'helper')
        AND (from_day IS NULL OR from_day <= CURRENT_DATE) AND (until_day IS NULL OR until_day >= CURRENT_DATE)
    );
INSERT INTO memberships (person_id, project_id, role, from_day, until_day)
    SELECT person_id, project_id, 'mentor', from_day, until_day FROM memberships WHERE role = 'strategic-mentor'
    ON CONFLICT DO NOTHING;
DELETE FROM memberships
    WHERE role NOT IN ('eig', 'mentor') OR from_day > CURRENT_DATE OR until_day < CURRENT_DATE;
ALTER TABLE memberships DROP COLUMN from_day;
ALTER TABLE memberships DROP COLUMN until_day;
DROP INDEX projects_by_referent;
ALTER TABLE projects DROP COLUMN referent_id;
