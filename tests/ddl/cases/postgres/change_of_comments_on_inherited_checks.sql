CREATE TABLE cars (id int, age int, price int, size int, CONSTRAINT of_price CHECK (price > 0), CONSTRAINT of_size CHECK (size > 0));

CREATE TABLE vans () INHERITS (cars);

COMMENT ON CONSTRAINT of_price ON cars IS 'goes from above';

COMMENT ON CONSTRAINT of_price ON vans IS 'goes from below';

COMMENT ON CONSTRAINT of_size ON vans IS 'small';

-- and from here on to another state

ALTER TABLE cars ADD CONSTRAINT of_age CHECK (age > 0);

COMMENT ON CONSTRAINT of_age ON vans IS 'comes from below';

COMMENT ON CONSTRAINT of_age ON cars IS 'comes from above';

ALTER TABLE cars DROP CONSTRAINT of_price;

ALTER TABLE cars DROP CONSTRAINT of_size;

ALTER TABLE cars ADD CONSTRAINT of_size CHECK (size > 10);

COMMENT ON CONSTRAINT of_size ON vans IS 'large';
