CREATE SCHEMA s1;

CREATE TABLE "user" (id bigint, name decimal(8), "Order" int);

CREATE STATISTICS st2 (ndistinct, mcv) ON id, name FROM "user";

CREATE STATISTICS s1.st3 ON "Order", (id + 1) FROM "user";

COMMENT ON STATISTICS st2 IS 'two';

CREATE TABLE users (LIKE "user" INCLUDING ALL);

CREATE TABLE s1.users (LIKE "user" INCLUDING STATISTICS);
