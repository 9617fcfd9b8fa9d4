CREATE TABLE r (id int primary key, meta json, s varchar(5) check (s <> 'x'), t int, key (s), check (t > 1));
ALTER TABLE r RENAME COLUMN meta TO data, RENAME COLUMN s TO ss;
ALTER TABLE r RENAME COLUMN data TO data2;
CREATE TABLE r2 (id int primary key, meta json);
ALTER TABLE r2 CHANGE meta data json;
ALTER TABLE r2 RENAME COLUMN data TO d;
ALTER TABLE r2 ADD COLUMN meta int;
ALTER TABLE r2 MODIFY d json not null;
