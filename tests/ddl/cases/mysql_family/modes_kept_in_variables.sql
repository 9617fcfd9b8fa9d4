SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT';

CREATE TABLE "items" (id int PRIMARY KEY, name varchar(20));

SET @kept = @@sql_mode, sql_mode = 'NO_BACKSLASH_ESCAPES';

CREATE FUNCTION says() RETURNS varchar(20) DETERMINISTIC RETURN 'a\b';

SET @inner = @@SESSION.sql_mode;

SET sql_mode = '';

CREATE FUNCTION loose() RETURNS varchar(20) DETERMINISTIC RETURN "a\tb";

SET sql_mode = @inner;

CREATE FUNCTION again() RETURNS varchar(20) DETERMINISTIC RETURN 'c\b';

SET @@sql_mode := @kept;

CREATE FUNCTION joined() RETURNS varchar(20) DETERMINISTIC RETURN 'a' || 'b';

CREATE PROCEDURE changes() SELECT "id" FROM "items";

CREATE TABLE "pets" (id int PRIMARY KEY, name varchar(20) DEFAULT 'a\'b');

SET sql_mode = DEFAULT;
