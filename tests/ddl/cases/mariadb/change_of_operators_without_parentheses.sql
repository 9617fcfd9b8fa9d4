CREATE TABLE pets (id int NOT NULL, note varchar(20), b int);

-- and from here on to another state

ALTER TABLE pets ADD CHECK ((note = 'x') XOR (note RLIKE 'a%'));

ALTER TABLE pets ADD CHECK ((b < 100) XOR ((id BETWEEN 1 AND 10 OR id IS NOT NULL) AND (id != -1)));

ALTER TABLE pets ADD CHECK ((id LIKE b) = 1), ADD CHECK ((b ^ id) * 2 > id << 1 | b);
