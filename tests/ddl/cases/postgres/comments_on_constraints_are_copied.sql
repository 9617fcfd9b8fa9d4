CREATE TABLE cars (id int PRIMARY KEY, code text UNIQUE, age int CONSTRAINT of_age CHECK (age > 0));

COMMENT ON CONSTRAINT cars_pkey ON cars IS 'constraint of the key';

COMMENT ON INDEX cars_pkey IS 'index of the key';

COMMENT ON CONSTRAINT cars_code_key ON cars IS 'constraint of codes';

COMMENT ON CONSTRAINT of_age ON cars IS 'of age';

CREATE TABLE copies (LIKE cars INCLUDING ALL);

COMMENT ON INDEX cars_code_key IS 'index of codes';

CREATE TABLE copies_of_comments (LIKE cars INCLUDING COMMENTS INCLUDING INDEXES);

CREATE TABLE copies_without (LIKE cars INCLUDING ALL EXCLUDING COMMENTS);
