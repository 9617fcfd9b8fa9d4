CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(30) NOT NULL, boss INT);
CREATE TABLE badges (id INT PRIMARY KEY, person INT, made DATE);
CREATE VIEW named AS SELECT * FROM people WHERE name <> '';
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW bosses (who, staff) AS
  SELECT b.name, COUNT(*) FROM people b JOIN people s ON s.boss = b.id GROUP BY b.name HAVING COUNT(*) > 1;
-- What EXISTS selects is no matter, whatever its tables become.
CREATE VIEW badged AS SELECT p.id FROM people p WHERE EXISTS (SELECT * FROM badges WHERE badges.person = p.id);
CREATE VIEW unbadged AS SELECT p.* FROM people p WHERE NOT EXISTS(SELECT b.* FROM badges b WHERE b.person = p.id);
CREATE VIEW latest AS
  SELECT p.name, (SELECT MAX(made) FROM badges b WHERE b.person = p.id) AS made,
    CASE WHEN p.boss IS NULL THEN 'top' ELSE 'staff' END AS place
  FROM people p LEFT JOIN badges x ON x.person = p.id AND x.made IS NOT NULL ORDER BY 1 DESC LIMIT 5;
CREATE VIEW both_kinds AS SELECT id FROM people UNION ALL SELECT id FROM badges;
ALTER TABLE badges ADD COLUMN colour VARCHAR(9);
ALTER TABLE people ADD COLUMN born DATE AFTER id;
