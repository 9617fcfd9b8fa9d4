CREATE SCHEMA s1;

CREATE DOMAIN t2 varchar(20) DEFAULT 1 + 1 NOT NULL CHECK (length(VALUE) > 2);

CREATE DOMAIN s1.mood t2 NOT NULL;

CREATE DOMAIN s1.moods AS t2[] NOT NULL;

-- and from here on to another state

ALTER DOMAIN t2 SET DEFAULT 'some';

CREATE DOMAIN s1.later AS public.t2 CHECK (length(VALUE) > 3);

CREATE DOMAIN s1.latest AS s1.later DEFAULT NULL;
