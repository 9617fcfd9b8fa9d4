CREATE TABLE users (
    a enum('small', 'big') CHARACTER SET latin1 NOT NULL,
    b enum('small', 'big') CHARACTER SET latin1 NOT NULL,
    c set('''', 'b') CHARACTER SET latin1 NOT NULL,
    d enum('''', '\\') CHARACTER SET latin1 NOT NULL,
    KEY (a),
    KEY (b),
    KEY (c),
    KEY (d)
);

ALTER TABLE users MODIFY a binary(16) NOT NULL, MODIFY b varbinary(16) NOT NULL, MODIFY c varchar(9) NOT NULL, MODIFY d varchar(9) NOT NULL;
