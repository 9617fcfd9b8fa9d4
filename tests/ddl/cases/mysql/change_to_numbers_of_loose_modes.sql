SET SQL_MODE = 'NO_AUTO_VALUE_ON_ZERO';

-- and from here on to another state

CREATE TABLE pets (id int PRIMARY KEY, age decimal(10,2) unsigned DEFAULT 'x' NOT NULL);
