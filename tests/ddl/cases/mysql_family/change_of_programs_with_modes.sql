CREATE TABLE items (id int PRIMARY KEY, name varchar(20));

SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT';

CREATE FUNCTION goes() RETURNS varchar(20) DETERMINISTIC RETURN 'a' || 'b';

CREATE PROCEDURE changes() SELECT "id" FROM "items";

CREATE VIEW spelled AS SELECT "id" FROM "items";

SET sql_mode = DEFAULT;

CREATE PROCEDURE turns() SELECT "id";

-- and from here on to another state

DROP FUNCTION goes;

DROP PROCEDURE changes;

DROP PROCEDURE turns;

SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT';

CREATE PROCEDURE changes() SELECT "name" || "id" FROM "items";

CREATE TRIGGER told BEFORE INSERT ON items FOR EACH ROW SET NEW."name" = NEW."name" || '!';

CREATE EVENT daily ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM "items" WHERE "name" = 'a' || 'b';

CREATE PROCEDURE turns() SELECT "id" FROM "items";

SET sql_mode = 'NO_BACKSLASH_ESCAPES';

CREATE FUNCTION comes() RETURNS varchar(20) DETERMINISTIC RETURN 'a\b';

SET sql_mode = DEFAULT;
