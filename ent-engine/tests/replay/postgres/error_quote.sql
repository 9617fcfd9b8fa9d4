CREATE TABLE a (x text DEFAULT 'y);
