CREATE TABLE items (id int PRIMARY KEY, email int, place int, KEY email (email) COMMENT 'some text', KEY place (place));

-- and from here on to another state

ALTER TABLE items DROP INDEX email;

ALTER TABLE items ADD INDEX by_email (email);

ALTER TABLE items DROP INDEX place;

ALTER TABLE items ADD INDEX by_place (place) COMMENT 'told';
