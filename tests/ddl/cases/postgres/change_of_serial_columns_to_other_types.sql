CREATE TABLE cars (id serial PRIMARY KEY, small smallserial, big bigserial, stamp serial, flag serial, plain int DEFAULT 3, counted int GENERATED ALWAYS AS IDENTITY, listed serial, price serial);

CREATE TABLE parent (id serial);

CREATE TABLE child () INHERITS (parent);

-- and from here on to another state

DROP TABLE cars;

DROP TABLE child;

DROP TABLE parent;

CREATE TABLE cars (id bytea NOT NULL DEFAULT 'sad', small text NOT NULL, big uuid, stamp jsonb NOT NULL DEFAULT '{}', flag boolean, plain bytea, counted bytea NOT NULL, listed int[], price numeric(10,2) DEFAULT 3);

CREATE TABLE parent (id text);

CREATE TABLE child () INHERITS (parent);
