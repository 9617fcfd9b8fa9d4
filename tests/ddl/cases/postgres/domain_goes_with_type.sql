CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE DOMAIN t3 AS mood;

DROP TYPE IF EXISTS mood CASCADE;

