CREATE TYPE mood AS ENUM ('fine', 'bad');
CREATE FUNCTION says(m mood) RETURNS text LANGUAGE sql AS 'SELECT 1::text';
CREATE VIEW told AS SELECT says('fine') AS said;
DROP TYPE mood CASCADE;
