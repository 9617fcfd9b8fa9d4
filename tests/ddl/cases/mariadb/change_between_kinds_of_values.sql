CREATE TABLE users (id int, place point, born datetime, note text AS (concat(born, 'x')) STORED, code uuid NOT NULL, PRIMARY KEY (code), KEY born (born), CONSTRAINT early CHECK (born > '2000-01-01'));

-- and from here on to another state

ALTER TABLE users MODIFY id char(40), MODIFY place text, DROP CONSTRAINT early, DROP COLUMN note, MODIFY born text, MODIFY code varchar(40), DROP KEY born;

ALTER TABLE users MODIFY id uuid, MODIFY place int, MODIFY born point, MODIFY code inet6, ADD COLUMN note text AS (concat(born, 'x')) STORED, ADD KEY born (born), ADD CONSTRAINT early CHECK (born > '2000-01-01');
