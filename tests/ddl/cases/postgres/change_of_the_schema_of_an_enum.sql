CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE TABLE cars (email integer, flag mood, moods mood[]);

CREATE SCHEMA s3;

-- and from here on to another state

ALTER TYPE mood SET SCHEMA s3;
