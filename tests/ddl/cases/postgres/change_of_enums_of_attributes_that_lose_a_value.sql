CREATE TYPE feeling AS ENUM ('sad', 'ok', 'gone');

CREATE TYPE mood AS (a int, b feeling);

-- and from here on to another state

DROP TYPE mood;

DROP TYPE feeling;

CREATE TYPE feeling AS ENUM ('sad', 'ok');

CREATE TYPE mood AS (a int, b feeling);
