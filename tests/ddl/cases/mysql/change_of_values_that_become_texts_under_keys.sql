CREATE TABLE users (
    id int PRIMARY KEY,
    kind enum('small', 'big') CHARACTER SET latin1 NOT NULL,
    size enum('s', 'm') CHARACTER SET latin1 NOT NULL,
    UNIQUE KEY by_kind (id, kind),
    KEY users_kind (kind DESC),
    KEY users_size (size)
);

CREATE TABLE pets (kind set('cat', 'dog') NOT NULL PRIMARY KEY, id int) CHARSET latin1;

CREATE TABLE cars (kind varchar(20) NOT NULL, bytes binary(16) NOT NULL, KEY cars_kind (kind), KEY cars_bytes (bytes)) CHARSET latin1;

-- and from here on to another state

DROP TABLE users, pets, cars;

CREATE TABLE users (
    id int PRIMARY KEY,
    kind varchar(50) CHARACTER SET utf8mb4 NOT NULL,
    size varchar(50) CHARACTER SET latin1 NOT NULL,
    UNIQUE KEY by_kind (id, kind),
    KEY by_sort (kind DESC),
    KEY users_size (size)
);

CREATE TABLE pets (kind varchar(20) NOT NULL PRIMARY KEY, id int) CHARSET latin1;

CREATE TABLE cars (kind enum('a', 'bc') NOT NULL, bytes enum('a', 'bc') NOT NULL, KEY cars_kind (kind), KEY cars_bytes (bytes)) CHARSET latin1;
