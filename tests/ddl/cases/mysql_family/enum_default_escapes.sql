CREATE TABLE e (a enum('it''s','back\\slash') NOT NULL DEFAULT 'back\\slash', b enum('it''s','A') DEFAULT 'a', c enum('it''s') DEFAULT 'IT''S');
ALTER TABLE e ADD COLUMN d enum('\\','''') DEFAULT '\\', MODIFY b enum('it''s','A','q') DEFAULT 'it\'s';
