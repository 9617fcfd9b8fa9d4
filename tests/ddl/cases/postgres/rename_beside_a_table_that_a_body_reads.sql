CREATE SCHEMA s1;

CREATE TABLE s1.cars (id int, parent_id bigint);

CREATE TABLE cars (age bigint NOT NULL, email text);

CREATE FUNCTION both_of_them(a int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO cars SELECT id, cars.email FROM cars, s1.cars AS other; END;

CREATE FUNCTION of_s1(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT cars.parent_id FROM s1.cars; END;

CREATE TABLE events (id int);

CREATE RULE told AS ON INSERT TO events DO ALSO UPDATE cars SET email = 'none' WHERE cars.age = NEW.id;

SET search_path TO s1, public;

CREATE FUNCTION found_first(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT cars.parent_id FROM cars; END;

ALTER TABLE cars RENAME TO orders;
