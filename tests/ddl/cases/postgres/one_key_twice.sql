-- In one CREATE TABLE the same key twice is one; by ALTER TABLE there are two. A foreign key uses the first.

CREATE TABLE cars (id int PRIMARY KEY, a int, UNIQUE (id));

ALTER TABLE cars ADD UNIQUE (id);

CREATE TABLE wheels (car int REFERENCES cars);

ALTER TABLE cars DROP CONSTRAINT cars_id_key;

ALTER TABLE cars ADD CONSTRAINT other UNIQUE (id);

ALTER TABLE cars DROP CONSTRAINT cars_pkey CASCADE;
