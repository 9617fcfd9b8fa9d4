CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE DOMAIN t3 AS mood;

CREATE DOMAIN t4 AS t3;

CREATE TABLE logs (a int, total t3, others t4 CHECK (others IS NOT NULL));

CREATE INDEX ON logs (a, total);

CREATE VIEW v1 AS SELECT others FROM logs;

DROP TYPE mood CASCADE;
