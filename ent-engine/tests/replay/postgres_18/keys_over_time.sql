
CREATE EXTENSION btree_gist;

CREATE TABLE rooms (id int, during daterange, name text, PRIMARY KEY (id, during WITHOUT OVERLAPS));

CREATE TABLE offers (id int, during daterange, CONSTRAINT offered UNIQUE (id, during WITHOUT OVERLAPS));

CREATE TABLE stays (id int, room int, during daterange, CONSTRAINT held FOREIGN KEY (room, PERIOD during) REFERENCES rooms (id, PERIOD during));

CREATE TABLE plain (id int NOT NULL, during daterange NOT NULL, UNIQUE (id, during));


ALTER TABLE stays DROP CONSTRAINT held;

ALTER TABLE offers DROP CONSTRAINT offered;

ALTER TABLE offers ADD CONSTRAINT offered UNIQUE (id, during);

ALTER TABLE plain ADD PRIMARY KEY (id, during WITHOUT OVERLAPS);

ALTER TABLE stays ADD FOREIGN KEY (room, PERIOD during) REFERENCES plain;
