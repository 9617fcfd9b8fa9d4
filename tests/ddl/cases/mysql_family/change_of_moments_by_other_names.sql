CREATE TABLE pets (id int PRIMARY KEY, age timestamp NOT NULL DEFAULT LOCALTIMESTAMP, made datetime DEFAULT LOCALTIME);

-- and from here on to another state

ALTER TABLE pets RENAME TO cars;
