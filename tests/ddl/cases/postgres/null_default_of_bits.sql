CREATE TABLE items (id int, kind bit(3) NOT NULL DEFAULT NULL, more bit varying(3) DEFAULT NULL, most bit(2)[] DEFAULT NULL);
